// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.io.IOException;

/// Bytes are not the object they should be; the message says what is wrong with them.
///
/// The bytes came from disk or from another machine, so this is damage or malice, never a mistake
/// of the caller.
///
/// @since 0.1
public final class ObjectFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  static final String NOT_NORMAL = "Not in normal form";

  /// An object is wrong in the way the message says.
  public ObjectFormatException(String message) {
    super(message);
  }

  /// An object is wrong because a part of it is.
  public ObjectFormatException(String message, Throwable cause) {
    super(message, cause);
  }

  static ObjectFormatException notNormal() {
    return new ObjectFormatException(NOT_NORMAL);
  }

  static ObjectFormatException checksumLength(long lengthBytes) {
    return new ObjectFormatException("Invalid checksum of length " + lengthBytes + " expected 32");
  }
}
