// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.io.IOException;

/// A text is no value. The message starts with where, as GLib's does: `4:expected value`, one or
// two
/// positions or ranges of UTF-8 bytes, then a colon and the reason.
public final class VariantParseException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Says where and why.
  ///
  /// @param message position, colon, reason
  public VariantParseException(String message) {
    super(message);
  }
}
