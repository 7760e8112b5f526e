// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.ScratchDirectory;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/// Where the files of a delta go to. They are written aside, and seen when all are complete.
final class DeltaTarget implements AutoCloseable {
  private static final int FILE_MODE = 0644;
  private static final String SUPERBLOCK = "superblock";

  private final Kernel kernel;
  private final ScratchDirectory scratch;
  private final boolean sync;
  private final Place place;
  private int parts;

  /// What becomes of the complete files.
  private interface Place extends AutoCloseable {
    /// Refuses a part whose name is that of something else.
    void requireFree(String part) throws IOException;

    /// Takes them from the scratch directory.
    void take(DeltaTarget files) throws IOException;

    @Override
    void close() throws IOException;
  }

  private DeltaTarget(Kernel kernel, ScratchDirectory scratch, boolean sync, Place place) {
    this.kernel = kernel;
    this.scratch = scratch;
    this.sync = sync;
    this.place = place;
  }

  /// The place of a delta in its repository. The former delta of this name is there until this one
  /// is: they change places, so that no superblock is ever beside parts of another delta.
  static DeltaTarget in(Repo repo, DeltaName name) throws IOException {
    return new DeltaTarget(
        repo.kernel(),
        ScratchDirectory.create(repo),
        repo.config().fsync(),
        new InRepository(repo, name.directory()));
  }

  /// A directory anywhere, in which nothing is touched but files of the delta's names. The
  /// superblock comes last, and a former one goes before the first part comes.
  static DeltaTarget at(Repo repo, Path directory, String superblockName) throws IOException {
    Kernel kernel = repo.kernel();
    Descriptor opened = kernel.openRoot(directory);
    try {
      return new DeltaTarget(
          kernel,
          ScratchDirectory.in(kernel, opened, ".tmp-"),
          repo.config().fsync(),
          new Beside(kernel, opened, superblockName));
    } catch (IOException e) {
      try (opened) {
        throw e;
      }
    }
  }

  /// Begins the file of a part.
  NewFile part(int index) throws IOException {
    String name = Integer.toString(index);
    place.requireFree(name);
    parts = Math.max(parts, index + 1);
    return new NewFile(name);
  }

  /// Writes the superblock, and lets the delta be seen; the checksum of the superblock.
  Checksum publish(Variant superblock) throws IOException {
    Checksum checksum;
    try (var file = new NewFile(SUPERBLOCK)) {
      superblock.writeTo(file);
      checksum = file.finish();
    }
    place.take(this);
    return checksum;
  }

  /// Removes what is not seen, be it this delta or the former one.
  @Override
  public void close() throws IOException {
    try (place;
        scratch) {
      return;
    }
  }

  private record InRepository(Repo repo, String path) implements Place {
    @Override
    public void requireFree(String part) {}

    @Override
    public void take(DeltaTarget files) throws IOException {
      if (files.sync) {
        files.kernel.sync(files.scratch.directory());
      }
      String group = path.substring(0, path.lastIndexOf('/'));
      repo.files().makeDirectories(group);
      files.scratch.place(repo.directory(), path);
      if (files.sync) {
        try (Descriptor opened = files.kernel.openDirectory(repo.directory(), group)) {
          files.kernel.sync(opened);
        }
      }
    }

    @Override
    public void close() {}
  }

  private record Beside(Kernel kernel, Descriptor directory, String superblockName)
      implements Place {
    @Override
    public void requireFree(String part) throws FileSystemException {
      if (part.equals(superblockName)) {
        throw new FileSystemException(
            part, null, "a part of the delta has this name; call its superblock otherwise");
      }
    }

    @Override
    public void take(DeltaTarget files) throws IOException {
      if (files.parts > 0) {
        removeFormer();
      }
      Descriptor from = files.scratch.directory();
      for (int i = 0; i < files.parts; i++) {
        String part = Integer.toString(i);
        kernel.rename(from, part, directory, part);
      }
      kernel.rename(from, SUPERBLOCK, directory, superblockName);
    }

    private void removeFormer() throws IOException {
      try {
        kernel.unlink(directory, superblockName);
      } catch (NoSuchFileException absent) {
        return;
      }
    }

    @Override
    public void close() throws IOException {
      directory.close();
    }
  }

  /// A file that is written once, from start to end.
  final class NewFile extends PartOutput {
    private final Descriptor file;
    private final Hasher hasher = Hasher.sha256();
    private long size;

    private NewFile(String name) throws IOException {
      this.file = kernel.create(scratch.directory(), name, FILE_MODE);
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

    @Override
    Checksum finish() throws IOException {
      if (sync) {
        kernel.dataSync(file);
      }
      return hasher.finish();
    }

    @Override
    long sizeBytes() {
      return size;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
