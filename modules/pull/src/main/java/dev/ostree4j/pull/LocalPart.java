// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A file of a delta in a repository on the same machine.
final class LocalPart extends InputStream {
  private final Kernel kernel;
  private final Descriptor file;

  private LocalPart(Kernel kernel, Descriptor file) {
    this.kernel = kernel;
    this.file = file;
  }

  static InputStream open(Repo source, String path) throws IOException {
    Kernel kernel = source.kernel();
    return new LocalPart(kernel, kernel.openReadBeneath(source.directory(), path));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    return length == 0 ? 0 : kernel.read(file, buffer, offset, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
