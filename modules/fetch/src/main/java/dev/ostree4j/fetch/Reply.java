// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;

/// An answer whose head has been read.
interface Reply extends AutoCloseable {

  /// The status, 200 to 599.
  int status();

  /// The header lines.
  Headers headers();

  /// Waits for bytes of the body and reads them.
  ///
  /// @return how many, at least one, or −1 at the end of the whole body
  /// @throws FetchException when it does not come to its end
  /// @throws java.io.InterruptedIOException when this thread is interrupted; its flag is kept
  int read(byte[] into, int offset, int length) throws IOException;

  /// Lets go of the connection; the rest of the body is not read.
  @Override
  void close();
}
