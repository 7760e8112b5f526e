// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;

/// Whole files below a repository which are no objects.
final class RepoFiles {
  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;
  private static final int PIECE_BYTES = 64 * 1024;

  private RepoFiles() {}

  static Checksum checksum(Repo repo, String path) throws IOException {
    Kernel kernel = repo.kernel();
    try (Descriptor file = kernel.openRead(repo.directory(), path)) {
      var hasher = Hasher.sha256();
      byte[] piece = new byte[PIECE_BYTES];
      for (int n = kernel.read(file, piece, 0, PIECE_BYTES);
          n >= 0;
          n = kernel.read(file, piece, 0, PIECE_BYTES)) {
        hasher.update(piece, 0, n);
      }
      return hasher.finish();
    }
  }

  /// The bytes of a file that is no larger than metadata may be.
  static Optional<byte[]> find(Repo repo, String path) throws IOException {
    Kernel kernel = repo.kernel();
    try (Descriptor file = kernel.openRead(repo.directory(), path)) {
      long size = kernel.status(file).sizeBytes();
      if (size > MetadataLimits.MAX_SIZE_BYTES) {
        throw new DeltaException.Malformed(path + " has " + size + " bytes, which is too large");
      }
      byte[] bytes = new byte[(int) size];
      int done = 0;
      while (done < bytes.length) {
        int n = kernel.read(file, bytes, done, bytes.length - done);
        if (n < 0) {
          throw new DeltaException.Malformed(path + " is cut short");
        }
        done += n;
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Writes a file in place of what is there, in one step; makes its directories.
  static void replace(Repo repo, String path, byte[] bytes) throws IOException {
    Kernel kernel = repo.kernel();
    Descriptor tmp = repo.tmpDirectory();
    String name = "tmp-" + UUID.randomUUID();
    try {
      try (Descriptor file = kernel.create(tmp, name, FILE_MODE)) {
        kernel.write(file, bytes, 0, bytes.length);
        if (repo.config().fsync()) {
          kernel.sync(file);
        }
      }
      makeParents(repo, path);
      kernel.rename(tmp, name, repo.directory(), path);
    } catch (IOException | RuntimeException e) {
      try {
        kernel.unlink(tmp, name);
      } catch (IOException cleanup) {
        e.addSuppressed(cleanup);
      }
      throw e;
    }
  }

  /// Makes the directories that a file lies in.
  static void makeParents(Repo repo, String path) throws IOException {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      try {
        repo.kernel().makeDirectory(repo.directory(), path.substring(0, slash), DIRECTORY_MODE);
      } catch (FileAlreadyExistsException e) {
        // As wanted.
      }
    }
  }
}
