// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.io.IOException;

/// A text is not the name of a ref, a remote or a collection.
///
/// @since 0.1
public final class InvalidNameException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String text;

  InvalidNameException(String message, String text) {
    super(message + " " + text);
    this.text = text;
  }

  /// What should be the checksum of a commit is none.
  public static InvalidNameException ofRevision(String text) {
    return new InvalidNameException("Invalid rev", text);
  }

  /// What was refused.
  public String text() {
    return text;
  }
}
