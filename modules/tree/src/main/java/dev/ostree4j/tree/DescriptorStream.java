// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of an open file from its offset on. Does not close the descriptor.
final class DescriptorStream extends InputStream {

  private final Kernel kernel;
  private final Descriptor file;

  DescriptorStream(Kernel kernel, Descriptor file) {
    this.kernel = kernel;
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return length == 0 ? 0 : kernel.read(file, buffer, offset, length);
  }
}
