// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that is written and has no place yet; it vanishes when it is closed before it got one.
///
/// Two of them that belong together are written first and placed one right after the other, so
/// that the time in which only one is new is as short as two renames.
///
/// @since 0.1
public final class PreparedFile implements AutoCloseable {
  private static final int MODE = 0644;
  private static final int ATTEMPTS = 100;

  private final Kernel kernel;
  private final Descriptor scratch;
  private final Descriptor target;
  private final Descriptor file;
  private @Nullable String name;

  private PreparedFile(
      Kernel kernel, Descriptor scratch, Descriptor target, Descriptor file, String name) {
    this.kernel = kernel;
    this.scratch = scratch;
    this.target = target;
    this.file = file;
    this.name = name;
  }

  static PreparedFile write(
      Kernel kernel, Descriptor scratch, Descriptor target, byte[] content, boolean sync)
      throws IOException {
    PreparedFile prepared = create(kernel, scratch, target);
    try {
      kernel.write(prepared.file, content, 0, content.length);
      if (sync) {
        kernel.dataSync(prepared.file);
      }
      return prepared;
    } catch (IOException | RuntimeException e) {
      try (prepared) {
        throw e;
      }
    }
  }

  private static PreparedFile create(Kernel kernel, Descriptor scratch, Descriptor target)
      throws IOException {
    for (int attempt = 0; ; attempt++) {
      String candidate = RandomNames.next("replace-");
      try {
        Descriptor file = kernel.create(scratch, candidate, MODE);
        return new PreparedFile(kernel, scratch, target, file, candidate);
      } catch (FileAlreadyExistsException taken) {
        if (attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  /// Sets the time of its last change, which servers tell as `Last-Modified`.
  public void setModified(Instant time) throws IOException {
    kernel.setTimes(file, time, time);
  }

  /// Sets an extended attribute; false where the file system has none.
  public boolean setAttribute(String attribute, byte[] value) throws IOException {
    try {
      kernel.setXattr(file, attribute.getBytes(StandardCharsets.UTF_8), value);
      return true;
    } catch (SyscallException e) {
      if (e.errno() == Errno.EOPNOTSUPP) {
        return false;
      }
      throw e;
    }
  }

  /// Gives it its place, in one step and instead of what is there.
  public void place(String path) throws IOException {
    String from = name;
    if (from == null) {
      throw new IllegalStateException("it has its place already");
    }
    kernel.rename(scratch, from, target, path);
    name = null;
  }

  /// Removes it, unless it got its place.
  @Override
  public void close() throws IOException {
    String unplaced = name;
    name = null;
    try (file) {
      if (unplaced != null) {
        kernel.unlink(scratch, unplaced);
      }
    }
  }
}
