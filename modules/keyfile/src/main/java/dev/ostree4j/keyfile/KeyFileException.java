// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import java.io.IOException;

/// A key file cannot be read, or does not hold what was asked for. The messages are those of GLib,
/// since programs and people match them.
///
/// @since 0.1
public final class KeyFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /// What kind of refusal this is.
  public enum Reason {
    /// The text is not a key file.
    PARSE,
    /// There is no such group.
    GROUP_NOT_FOUND,
    /// There is no such key in the group.
    KEY_NOT_FOUND,
    /// The value is not of the wanted type.
    INVALID_VALUE,
    /// The text is not in UTF-8.
    UNKNOWN_ENCODING
  }

  /// The kind of refusal.
  private final Reason reason;

  /// A refusal with its text for people.
  public KeyFileException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// The kind of refusal.
  public Reason reason() {
    return reason;
  }
}
