// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads files that are small by their nature, and replaces them in one step.
final class SmallFiles {
  /// A configuration or an option file; far more than a person or a program writes into one.
  static final int MAX_TEXT_BYTES = 16 << 20;

  // Most are refs, of which there may be thousands.
  private static final int FIRST_READ_BYTES = 256;
  private static final int ATTEMPTS = 100;

  private SmallFiles() {}

  /// The whole content of an open file, which may not be longer than this.
  static byte[] read(Kernel kernel, Descriptor file, String path, int maxBytes) throws IOException {
    byte[] buffer = new byte[Math.min(FIRST_READ_BYTES, maxBytes + 1)];
    int length = 0;
    while (true) {
      int n = kernel.read(file, buffer, length, buffer.length - length);
      if (n <= 0) {
        return Arrays.copyOf(buffer, length);
      }
      length += n;
      if (length > maxBytes) {
        throw new SyscallException("read", path, Errno.EFBIG);
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.min(length * 2, maxBytes + 1));
      }
    }
  }

  /// The whole content of a file, which may not be longer than this.
  static byte[] read(Kernel kernel, Descriptor at, String path) throws IOException {
    try (Descriptor file = kernel.openRead(at, path)) {
      return read(kernel, file, path, MAX_TEXT_BYTES);
    }
  }

  /// Writes a file beside its place and moves it there, so that a reader sees the old or the new
  /// content, whatever happens in between.
  ///
  /// @param scratch a directory on the same file system, where an unfinished file does no harm
  static void replace(
      Kernel kernel, Descriptor scratch, Descriptor at, String path, byte[] content, boolean sync)
      throws IOException {
    String name = null;
    try {
      for (int attempt = 0; name == null; attempt++) {
        String candidate = RandomNames.next("replace-");
        try (Descriptor file = kernel.create(scratch, candidate, 0644)) {
          name = candidate;
          kernel.write(file, content, 0, content.length);
          if (sync) {
            kernel.dataSync(file);
          }
        } catch (FileAlreadyExistsException taken) {
          if (attempt == ATTEMPTS) {
            throw taken;
          }
        }
      }
      kernel.rename(scratch, name, at, path);
    } catch (IOException | RuntimeException e) {
      removeAfter(e, kernel, scratch, name);
      throw e;
    }
  }

  static void removeAfter(Exception failure, Kernel kernel, Descriptor at, @Nullable String name) {
    if (name != null) {
      try {
        kernel.unlink(at, name);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /// Makes a directory unless it is there.
  static void ensureDirectory(Kernel kernel, Descriptor at, String path, int mode)
      throws IOException {
    try {
      kernel.makeDirectory(at, path, mode);
    } catch (FileAlreadyExistsException present) {
      // That is what was wanted; something else of that name fails when it is opened.
    }
  }

  /// Makes a directory and all above it, unless they are there.
  static void ensureDirectories(Kernel kernel, Descriptor at, String path, int mode)
      throws IOException {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      ensureDirectory(kernel, at, path.substring(0, slash), mode);
    }
    ensureDirectory(kernel, at, path, mode);
  }

  /// Removes a file unless it is gone; whether it was there.
  static boolean removeIfPresent(Kernel kernel, Descriptor at, String path) throws IOException {
    try {
      kernel.unlink(at, path);
      return true;
    } catch (NoSuchFileException absent) {
      return false;
    }
  }
}
