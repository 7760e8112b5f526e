// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DescriptorStream;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A delta on disk, in a repository or anywhere: its superblock, and parts beside or inside of it.
///
/// A large superblock, which is one with its parts inside, is mapped where the system can do that,
/// so that it takes no heap. It must not be cut while it is open here: the virtual machine throws
/// [InternalError] for what is no longer there. Parts beside it may be relative
/// symlinks within its directory, or within the repository; others are refused.
///
/// @since 0.1
public final class DeltaFiles implements AutoCloseable {
  private static final String SUPERBLOCK = "superblock";

  /// Reading a small file costs less than mapping it.
  private static final long MAPPED_FROM_BYTES = 1 << 20;

  private final Directory directory;
  private final Arena arena;
  private final Optional<SignedSuperblock> signed;
  private final Superblock superblock;

  private DeltaFiles(Directory directory, Arena arena, MemorySegment bytes)
      throws DeltaException.Malformed {
    this.directory = directory;
    this.arena = arena;
    this.signed =
        SignedSuperblock.isSigned(bytes)
            ? Optional.of(SignedSuperblock.parse(bytes))
            : Optional.empty();
    this.superblock =
        signed.isPresent() ? Superblock.parse(signed.get().superblock()) : Superblock.parse(bytes);
  }

  /// Where the parts are.
  private interface Directory {
    /// @throws NoSuchFileException when there is no such file
    InputStream open(String name) throws IOException;
  }

  /// Gives the superblock.
  private interface Source {
    MemorySegment bytes(Arena arena) throws IOException;
  }

  /// Opens a delta which is a directory with a superblock, or a superblock with its parts inside or
  /// in the same directory.
  ///
  /// @param path of the default file system
  /// @throws NoSuchFileException when nothing is there
  /// @throws DeltaException.Malformed when it is no delta
  public static DeltaFiles open(Path path) throws IOException {
    boolean within = Files.isDirectory(path);
    Path directory = within ? path : parent(path);
    Path file = within ? path.resolve(SUPERBLOCK) : path;
    return open(name -> openIn(directory, name), arena -> read(file, arena));
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static InputStream openIn(Path directory, String name) throws IOException {
    Kernel kernel = Kernel.system();
    try (Descriptor opened = kernel.openRoot(directory)) {
      return openIn(kernel, opened, name);
    }
  }

  private static InputStream openIn(Kernel kernel, Descriptor directory, String name)
      throws IOException {
    try {
      return DescriptorStream.closing(kernel, kernel.openReadBeneath(directory, name));
    } catch (SyscallException e) {
      if (e.errno() != Errno.EXDEV) {
        throw e;
      }
      var outside =
          new FileSystemException(name, null, "a part must not be a link to somewhere else");
      outside.initCause(e);
      throw outside;
    }
  }

  /// The file is the caller's to name: it may be anywhere, and a pipe.
  private static MemorySegment read(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.size() >= MAPPED_FROM_BYTES
          ? channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
          : MemorySegment.ofArray(Files.readAllBytes(file));
    }
  }

  /// Opens a delta of a repository.
  ///
  /// @throws NoSuchFileException when it is not there
  /// @throws DeltaException.Malformed when it is damaged
  public static DeltaFiles open(Repo repo, DeltaName name) throws IOException {
    return open(
        part -> openIn(repo.kernel(), repo.directory(), name.directory() + "/" + part),
        arena -> read(repo, name, arena));
  }

  private static MemorySegment read(Repo repo, DeltaName name, Arena arena) throws IOException {
    Kernel kernel = repo.kernel();
    try (Descriptor file = kernel.openReadBeneath(repo.directory(), name.superblockPath())) {
      Optional<MemorySegment> mapped =
          kernel.status(file).sizeBytes() >= MAPPED_FROM_BYTES
              ? kernel.map(file, arena)
              : Optional.empty();
      return mapped.isPresent()
          ? mapped.get()
          : MemorySegment.ofArray(new DescriptorStream(kernel, file).readAllBytes());
    }
  }

  private static DeltaFiles open(Directory directory, Source source) throws IOException {
    Arena arena = Arena.ofShared();
    boolean opened = false;
    try {
      var delta = new DeltaFiles(directory, arena, source.bytes(arena));
      opened = true;
      return delta;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /// The superblock; of a signed one what is inside of the signatures. Not to be used after this is
  /// closed.
  public Superblock superblock() {
    return superblock;
  }

  /// The superblock with its signatures; nothing when it has none.
  public Optional<SignedSuperblock> signed() {
    return signed;
  }

  /// The bytes of a part, from the byte which tells the compression on.
  ///
  /// @param index from 0
  /// @throws NoSuchFileException when the part is neither inside nor beside the superblock
  public InputStream openPart(int index) throws IOException {
    Optional<InputStream> inline = superblock.openInlinePart(index);
    return inline.isPresent() ? inline.get() : directory.open(Integer.toString(index));
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
