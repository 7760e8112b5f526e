// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import java.io.IOException;

/// Bytes are not the summary they should be; the message says what is wrong with them.
///
/// The bytes came from disk or from another machine, so this is damage or malice, never a mistake
/// of the caller. Whoever serves the repository mends it with `summary -u`.
///
/// @since 0.1
public final class SummaryFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  SummaryFormatException(String message) {
    super("Invalid summary: " + message);
  }
}
