// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A text is not the name of a ref, a remote or a collection.
///
/// @since 0.1
public final class InvalidNameException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String text;

  InvalidNameException(String message, String text) {
    this(message, text, text);
  }

  private InvalidNameException(String message, String text, String shown) {
    super(message + " " + shown);
    this.text = text;
  }

  /// What should be the checksum of a commit is none.
  public static InvalidNameException ofRevision(String text) {
    byte[] digits = text.getBytes(StandardCharsets.UTF_8);
    for (byte digit : digits) {
      if (digits.length == Checksum.HEX_LENGTH && !isHex(digit)) {
        String message = "Invalid character '" + Byte.toUnsignedInt(digit) + "' in rev";
        return new InvalidNameException(message, text, "'" + text + "'");
      }
    }
    return new InvalidNameException("Invalid rev", text);
  }

  private static boolean isHex(byte digit) {
    return digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
  }

  /// What was refused.
  public String text() {
    return text;
  }
}
