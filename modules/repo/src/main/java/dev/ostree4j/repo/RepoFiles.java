// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;

/// The small files of a repository that are neither objects nor refs, such as `summary`: read
/// within a bound, replaced in one step, removed.
///
/// Every path is relative to the repository's directory, or to another one that was given, and
/// cannot lead out of it.
///
/// @since 0.1
public final class RepoFiles {
  /// The mode of directories that are made on the way, before the umask.
  private static final int DIRECTORY_MODE = 0775;

  private final Kernel kernel;
  private final Descriptor directory;
  private final Scratch scratch;
  private final boolean sync;

  private interface Scratch {
    Descriptor directory() throws IOException;
  }

  private RepoFiles(Kernel kernel, Descriptor directory, Scratch scratch, boolean sync) {
    this.kernel = kernel;
    this.directory = directory;
    this.scratch = scratch;
    this.sync = sync;
  }

  /// The files of a repository. What is not finished stands in `tmp`; whether it is synced before
  /// it gets its name is for `core.fsync` to say.
  static RepoFiles of(Repo repo) {
    return new RepoFiles(
        repo.kernel(), repo.directory(), repo::tmpDirectory, repo.config().fsync());
  }

  /// The files of a directory that is no repository, which must stay open. What is not finished
  /// stands in the directory itself, and nothing is synced.
  @SuppressWarnings("exports")
  public static RepoFiles in(Kernel kernel, Descriptor directory) {
    return new RepoFiles(kernel, directory, () -> directory, false);
  }

  /// The content of a file, if it is there.
  ///
  /// @param maxBytes what is longer is refused
  public Optional<byte[]> find(String path, int maxBytes) throws IOException {
    Optional<StoredBytes> stored = open(path);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (StoredBytes file = stored.get()) {
      return Optional.of(file.read(maxBytes));
    }
  }

  /// Opens a file, if it is there.
  public Optional<StoredBytes> open(String path) throws IOException {
    try {
      return Optional.of(new StoredBytes(kernel, kernel.openReadBeneath(directory, path), path));
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return Optional.empty();
    }
  }

  /// The names in a directory, sorted; none when it is not there.
  public List<String> list(String path) throws IOException {
    try (Descriptor opened = kernel.openDirectory(directory, path)) {
      return kernel.list(opened).stream().map(DirectoryEntry::name).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    }
  }

  /// Writes a file which nobody sees before it is [placed][PreparedFile#place].
  public PreparedFile prepare(byte[] content) throws IOException {
    return PreparedFile.write(kernel, scratch.directory(), directory, content, sync);
  }

  /// Puts a file in the place of what is there, in one step: a reader sees the old or the new
  /// content.
  public void replace(String path, byte[] content) throws IOException {
    try (PreparedFile file = prepare(content)) {
      file.place(path);
    }
  }

  /// Removes a file; whether it was there.
  public boolean remove(String path) throws IOException {
    try {
      return SmallFiles.removeIfPresent(kernel, directory, path);
    } catch (NotDirectoryException absent) {
      return false;
    }
  }

  /// Removes whatever is there, a directory with all that is below it. No symlink is followed.
  public void removeTree(String path) throws IOException {
    TmpCleaner.remove(kernel, directory, new DirectoryEntry(path, FileType.UNKNOWN, 0));
  }

  /// Makes a directory and all above it, unless they are there.
  public void makeDirectories(String path) throws IOException {
    SmallFiles.ensureDirectories(kernel, directory, path, DIRECTORY_MODE);
  }
}
