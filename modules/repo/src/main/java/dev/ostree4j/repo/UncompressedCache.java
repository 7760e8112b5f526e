// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plain copies of archived files in `uncompressed-objects-cache/HH/REST.file`, for checkouts
/// that ignore owners: the first inflates a file, the next link the copy. Safe for many threads.
///
/// It exists in archive repositories that this user may write to, where
/// `core.enable-uncompressed-cache` is on.
public final class UncompressedCache implements AutoCloseable {
  private static final String NAME = "uncompressed-objects-cache";
  private static final int DIRECTORY_MODE = 0777;
  private static final int BUFFER_BYTES = 64 * 1024;

  /// A copy has no more rights than the file, and never those of its owner.
  private static final int KEPT_PERMISSIONS = 0777;

  private final Repo repo;
  private final Kernel kernel;
  private final @Nullable Descriptor directory;

  private UncompressedCache(Repo repo, @Nullable Descriptor directory) {
    this.repo = repo;
    this.kernel = repo.kernel();
    this.directory = directory;
  }

  /// Opens the cache of a repository; one that has none is given a cache which is always empty.
  public static UncompressedCache open(Repo repo) throws IOException {
    boolean wanted =
        repo.mode() == RepoMode.ARCHIVE && repo.isWritable() && repo.config().uncompressedCache();
    if (!wanted) {
      return new UncompressedCache(repo, null);
    }
    try {
      repo.kernel().makeDirectory(repo.directory(), NAME, DIRECTORY_MODE);
    } catch (FileAlreadyExistsException e) {
      return new UncompressedCache(repo, repo.kernel().openDirectory(repo.directory(), NAME));
    }
    return new UncompressedCache(repo, repo.kernel().openDirectory(repo.directory(), NAME));
  }

  /// The copy of a regular file, when there is one.
  public Optional<StoredFile> find(Checksum content) throws IOException {
    Descriptor cache = directory;
    if (cache == null) {
      return Optional.empty();
    }
    String path = path(content);
    return kernel.findStatus(cache, path).isPresent()
        ? Optional.of(new StoredFile(repo, cache, path))
        : Optional.empty();
  }

  /// The copy of a regular file, made when there is none; nothing for an empty file or a symlink,
  /// which are not worth a copy, and where there is no cache.
  ///
  /// The copy is on disk when this returns, unless `core.fsync` is off: after a power cut a
  /// checkout must not link half a file.
  public Optional<StoredFile> fill(Checksum content) throws IOException {
    Optional<StoredFile> found = find(content);
    Descriptor cache = directory;
    if (found.isPresent() || cache == null) {
      return found;
    }
    try (ContentObject opened = repo.objects().openContent(content)) {
      if (opened.header().isSymlink() || opened.sizeBytes() == 0) {
        return Optional.empty();
      }
      write(cache, content, opened);
    } catch (DamagedContentException e) {
      throw new RepoException.ObjectDamaged(
          new ObjectName(content, ObjectType.FILE), e.getMessage());
    }
    return Optional.of(new StoredFile(repo, cache, path(content)));
  }

  private void write(Descriptor cache, Checksum content, ContentObject opened) throws IOException {
    try (TempFile file = TempFile.create(kernel, cache)) {
      byte[] buffer = new byte[(int) Math.min(opened.sizeBytes(), BUFFER_BYTES)];
      for (int n = opened.stream().read(buffer); n >= 0; n = opened.stream().read(buffer)) {
        file.write(buffer, 0, n);
      }
      kernel.changeMode(file.file(), opened.header().permissions() & KEPT_PERMISSIONS);
      if (repo.config().fsync()) {
        kernel.dataSync(file.file());
      }
      file.publish(new ObjectDirectory(kernel, cache), path(content));
    }
  }

  private static String path(Checksum content) {
    return new ObjectName(content, ObjectType.FILE).loosePath(false);
  }

  @Override
  public void close() throws IOException {
    if (directory != null) {
      directory.close();
    }
  }
}
