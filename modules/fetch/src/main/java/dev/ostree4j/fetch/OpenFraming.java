// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;

/// A body that ends with its connection, as old servers send it; nothing shows whether it is
/// whole.
record OpenFraming(Connection connection) implements Framing {

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return connection.read(into, offset, length);
  }

  @Override
  public boolean isDone() {
    return false;
  }
}
