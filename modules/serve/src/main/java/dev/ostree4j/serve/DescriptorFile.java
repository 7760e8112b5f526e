// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.time.Instant;

/// A file that the kernel has open for us.
record DescriptorFile(Kernel kernel, Descriptor file, FileStatus status) implements ServedFile {
  @Override
  public long sizeBytes() {
    return status.sizeBytes();
  }

  @Override
  public Instant modified() {
    return status.modified();
  }

  @Override
  public int read(long position, byte[] buffer, int length) throws IOException {
    return kernel.readAt(file, position, buffer, 0, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
