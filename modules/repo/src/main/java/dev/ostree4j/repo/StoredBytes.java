// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// An open small file of a repository.
///
/// @since 0.1
public final class StoredBytes implements AutoCloseable {
  private final Kernel kernel;
  private final Descriptor file;
  private final String path;

  StoredBytes(Kernel kernel, Descriptor file, String path) {
    this.kernel = kernel;
    this.file = file;
    this.path = path;
  }

  /// Its content.
  ///
  /// @param maxBytes what is longer is refused
  public byte[] read(int maxBytes) throws IOException {
    return SmallFiles.read(kernel, file, path, maxBytes);
  }

  /// When it was changed last.
  public Instant modified() throws IOException {
    return kernel.status(file).modified();
  }

  /// An extended attribute, if it has it.
  public Optional<byte[]> attribute(String name) throws IOException {
    return kernel.xattr(file, name.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
