// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.io.IOException;

/// A text is no value. The message starts with where, as GLib's does: `4:expected value`. That is
/// one or two positions or ranges, counted in bytes of UTF-8; then comes the reason.
///
/// @since 0.1
public final class VariantParseException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Says where and why.
  ///
  /// @param message position, colon, reason
  public VariantParseException(String message) {
    super(message);
  }
}
