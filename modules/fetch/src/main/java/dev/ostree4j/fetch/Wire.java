// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;

/// Carries one request and brings the answer; follows nothing and repeats nothing.
interface Wire extends AutoCloseable {

  /// Sends the request and waits for the head of the answer.
  ///
  /// @throws FetchException when there is no answer
  /// @throws java.io.InterruptedIOException when this thread is interrupted; its flag is kept
  Reply send(Order order) throws IOException;

  /// Ends all connections and threads.
  @Override
  void close();
}
