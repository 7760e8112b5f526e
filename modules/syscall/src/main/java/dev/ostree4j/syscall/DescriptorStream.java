// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.util.Objects;

/// The bytes of an open file from its current offset on. Closing it leaves the file open.
///
/// @since 0.1
public class DescriptorStream extends BulkInputStream {
  private final Kernel kernel;
  private final Descriptor file;

  /// Reads on where the file's offset stands.
  public DescriptorStream(Kernel kernel, Descriptor file) {
    this.kernel = kernel;
    this.file = file;
  }

  /// Reads on where the file's offset stands; closing the stream closes the file.
  public static DescriptorStream closing(Kernel kernel, Descriptor file) {
    return new DescriptorStream(kernel, file) {
      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    return length == 0 ? 0 : kernel.read(file, buffer, offset, length);
  }
}
