// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;

/// Where a body ends on its connection.
sealed interface Framing permits SizedFraming, ChunkedFraming, OpenFraming {

  /// Waits for bytes of the body; −1 at its end.
  int read(byte[] into, int offset, int length) throws IOException;

  /// Whether the end was seen, so that what follows belongs to another answer.
  boolean isDone();
}
