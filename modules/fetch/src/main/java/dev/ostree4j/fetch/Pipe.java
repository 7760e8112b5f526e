// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;

/// Bytes to and from the other side of a connection. A blocked read or write ends with an
/// exception when the thread is interrupted or when another thread closes the pipe.
interface Pipe {

  /// Waits for bytes; −1 at the end.
  int read(byte[] into, int offset, int length) throws IOException;

  /// Sends all these bytes.
  void write(byte[] bytes) throws IOException;

  /// Whether nothing came since that nobody asked for, as far as one sees without waiting. That the
  /// other side is gone may only be seen by the next exchange.
  boolean isQuiet();

  /// Ends the connection; never waits.
  void close();
}
