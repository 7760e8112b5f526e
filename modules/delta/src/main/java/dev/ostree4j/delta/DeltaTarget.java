// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;

/// The directory which the files of a delta go to. Each is written aside and renamed when it is
/// complete; what was not given a name is removed on closing.
final class DeltaTarget implements AutoCloseable {
  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;

  private final Kernel kernel;
  private final Descriptor directory;
  private final String superblockName;
  private final Owner owner;
  private final boolean sync;

  /// Whose directory it is.
  private enum Owner {
    /// The delta's own: nothing else belongs there.
    DELTA,
    /// Somebody's, who may keep other files there.
    CALLER
  }

  private DeltaTarget(
      Kernel kernel, Descriptor directory, String superblockName, Owner owner, boolean sync) {
    this.kernel = kernel;
    this.directory = directory;
    this.superblockName = superblockName;
    this.owner = owner;
    this.sync = sync;
  }

  /// The directory of a delta in its repository; it is made when it is missing.
  static DeltaTarget in(Repo repo, String path, String superblockName) throws IOException {
    Kernel kernel = repo.kernel();
    Descriptor at = repo.directory();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      ensureDirectory(kernel, at, path.substring(0, slash));
    }
    ensureDirectory(kernel, at, path);
    return new DeltaTarget(
        kernel, kernel.openDirectory(at, path), superblockName, Owner.DELTA, repo.config().fsync());
  }

  private static void ensureDirectory(Kernel kernel, Descriptor at, String path)
      throws IOException {
    try {
      kernel.makeDirectory(at, path, DIRECTORY_MODE);
    } catch (FileAlreadyExistsException present) {
      // That is what was wanted; something else of that name fails when it is opened.
    }
  }

  /// A directory anywhere, in which nothing is touched but files of the delta's names.
  static DeltaTarget at(Repo repo, Path directory, String superblockName) throws IOException {
    return new DeltaTarget(
        repo.kernel(),
        repo.kernel().openRoot(directory),
        superblockName,
        Owner.CALLER,
        repo.config().fsync());
  }

  /// Begins the file of a part.
  NewFile part(int index) throws IOException {
    return new NewFile(Integer.toString(index));
  }

  /// Writes the superblock; in the delta's own directory, removes parts of a former delta which it
  /// does not name.
  void writeSuperblock(byte[] bytes, int parts) throws IOException {
    try (var file = new NewFile(superblockName)) {
      file.write(bytes, 0, bytes.length);
      file.publish();
    }
    if (owner == Owner.DELTA) {
      removePartsFrom(parts);
    }
  }

  private void removePartsFrom(int parts) throws IOException {
    for (DirectoryEntry entry : kernel.list(directory)) {
      if (isPartFrom(entry.name(), parts)) {
        kernel.unlink(directory, entry.name());
      }
    }
  }

  private static boolean isPartFrom(String name, int first) {
    return name.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(name) >= first;
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }

  /// A file that gets its name when it is complete.
  final class NewFile extends OutputStream {
    private final String name;
    private final String temporary;
    private final Descriptor file;
    private final Hasher hasher = Hasher.sha256();
    private long size;
    private boolean published;

    private NewFile(String name) throws IOException {
      this.name = name;
      this.temporary = ".tmp-" + UUID.randomUUID();
      this.file = kernel.create(directory, temporary, FILE_MODE);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      kernel.write(file, bytes, offset, length);
      hasher.update(bytes, offset, length);
      size += length;
    }

    /// Gives the file its name; the checksum of what was written.
    Checksum publish() throws IOException {
      if (sync) {
        kernel.dataSync(file);
      }
      kernel.rename(directory, temporary, directory, name);
      published = true;
      return hasher.finish();
    }

    long sizeBytes() {
      return size;
    }

    @Override
    public void close() throws IOException {
      try (file) {
        if (!published) {
          kernel.unlink(directory, temporary);
          published = true;
        }
      }
    }
  }
}
