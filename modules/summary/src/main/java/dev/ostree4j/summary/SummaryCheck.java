// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import java.io.IOException;

/// Judges a summary before it is believed; what a remote demands is the caller's to know.
///
/// @since 0.1
@FunctionalInterface
public interface SummaryCheck {
  /// Returns when the summary may be believed, and throws when it may not.
  ///
  /// @param summary the bytes of the summary
  /// @param signatures the bytes of `summary.sig`
  void verify(byte[] summary, byte[] signatures) throws IOException;
}
