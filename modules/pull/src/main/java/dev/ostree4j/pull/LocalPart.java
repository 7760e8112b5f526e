// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.BulkInputStream;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A file of a delta in a repository on the same machine.
final class LocalPart extends BulkInputStream {
  private final Kernel kernel;
  private final Descriptor file;

  private final String path;
  private long left;

  private LocalPart(Kernel kernel, Descriptor file, String path, long maxBytes) {
    this.kernel = kernel;
    this.file = file;
    this.path = path;
    this.left = maxBytes;
  }

  /// @param maxBytes what is longer is refused when so much was read
  static InputStream open(Repo source, String path, long maxBytes) throws IOException {
    Kernel kernel = source.kernel();
    Descriptor file = kernel.openReadBeneath(source.directory(), path);
    return new LocalPart(kernel, file, path, maxBytes);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    int n = length == 0 ? 0 : kernel.read(file, buffer, offset, length);
    left -= Math.max(0, n);
    if (left < 0) {
      throw new SyscallException("read", path, Errno.EFBIG);
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
