// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A path that was opened, and the channel if it is a file.
final class PortableDescriptor implements Descriptor {
  private final PortableLocks locks;
  private final Path path;
  private final String label;
  private final @Nullable FileChannel channel;
  private volatile boolean closed;
  private volatile boolean written;

  PortableDescriptor(PortableLocks locks, Path path, String label, @Nullable FileChannel channel) {
    this.locks = locks;
    this.path = path;
    this.label = label;
    this.channel = channel;
  }

  static PortableDescriptor of(Descriptor descriptor) {
    if (!(descriptor instanceof PortableDescriptor own)) {
      throw new IllegalArgumentException("opened by another kernel: " + descriptor);
    }
    if (own.closed) {
      throw new IllegalStateException("already closed: " + own.label);
    }
    return own;
  }

  /// The path as the file system knows it.
  Path path() {
    return path;
  }

  /// The path as the caller gave it.
  String label() {
    return label;
  }

  boolean isFile() {
    return channel != null;
  }

  FileChannel channel(Call call) throws IOException {
    if (channel == null) {
      throw PortableErrors.error(call, label, Errno.EISDIR);
    }
    return channel;
  }

  void markWritten() {
    written = true;
  }

  /// There is no call to sync a whole file system, which is what stores rely on before they show
  /// what they wrote; so what was written is on disk once it is closed.
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (channel != null) {
      FileChannel open = channel;
      try {
        if (written) {
          PortableErrors.run(Call.CLOSE, label, () -> open.force(false));
        }
      } finally {
        locks.close(path, open);
      }
    }
  }

  @Override
  public String toString() {
    return label;
  }
}
