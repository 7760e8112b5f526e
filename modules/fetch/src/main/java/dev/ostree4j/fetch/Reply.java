// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;

/// An answer whose head has been read.
interface Reply extends AutoCloseable {
  /// Who needs a longer body to say that there is nothing gets a new connection.
  int SKIPPED_MAX = 64 * 1024;

  /// How much is read over at a time.
  int SKIPPED_PIECE = 4096;

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

  /// Reads over the rest of a body that nobody needs, unless it is long, so that the connection can
  /// be kept.
  ///
  /// @return how many bytes came; whatever goes wrong only ends them
  default int skip() {
    byte[] rest = new byte[SKIPPED_PIECE];
    int skipped = 0;
    try {
      for (int count; skipped < SKIPPED_MAX; skipped += count) {
        count = read(rest, 0, rest.length);
        if (count < 0) {
          break;
        }
      }
    } catch (IOException e) {
      // The answer is there; it is only the connection that cannot be kept.
    }
    return skipped;
  }

  /// Lets go of the connection; the rest of the body is not read.
  @Override
  void close();
}
