// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DescriptorStream;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A delta on disk, in a repository or anywhere: its superblock, and parts beside or inside of it.
///
/// A large superblock, which is one with its parts inside, is mapped, so that it takes no heap. It
/// must not be cut while it is open here: the virtual machine throws [InternalError] for what is no
/// longer there. Parts that are symlinks out of the directory are refused.
///
/// @since 0.1
public final class DeltaFiles implements AutoCloseable {
  private static final String SUPERBLOCK = "superblock";

  /// Reading a small file costs less than mapping it.
  private static final long MAPPED_FROM_BYTES = 1 << 20;

  private final Kernel kernel;
  private final Descriptor directory;
  private final Arena arena;
  private final Optional<SignedSuperblock> signed;
  private final Superblock superblock;

  private DeltaFiles(Kernel kernel, Descriptor directory, Arena arena, MemorySegment bytes)
      throws DeltaException.Malformed {
    this.kernel = kernel;
    this.directory = directory;
    this.arena = arena;
    this.signed =
        SignedSuperblock.isSigned(bytes)
            ? Optional.of(SignedSuperblock.parse(bytes))
            : Optional.empty();
    this.superblock =
        signed.isPresent() ? Superblock.parse(signed.get().superblock()) : Superblock.parse(bytes);
  }

  /// Opens a delta which is a directory with a superblock, or a superblock with its parts inside or
  /// in the same directory.
  ///
  /// @throws NoSuchFileException when nothing is there
  /// @throws DeltaException.Malformed when it is no delta
  public static DeltaFiles open(Path path) throws IOException {
    Kernel kernel = Kernel.system();
    Path file = Files.isDirectory(path) ? path.resolve(SUPERBLOCK) : path;
    Path real = file.toRealPath();
    try (Descriptor home = kernel.openRoot(parent(real));
        Descriptor opened = kernel.openRead(home, real.getFileName().toString())) {
      return read(kernel, kernel.openRoot(parent(file.toAbsolutePath())), opened);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  /// Opens a delta of a repository.
  ///
  /// @throws NoSuchFileException when it is not there
  /// @throws DeltaException.Malformed when it is damaged
  public static DeltaFiles open(Repo repo, DeltaName name) throws IOException {
    Kernel kernel = repo.kernel();
    try (Descriptor opened = kernel.openRead(repo.directory(), name.superblockPath())) {
      return read(kernel, kernel.openDirectory(repo.directory(), name.directory()), opened);
    }
  }

  private static DeltaFiles read(Kernel kernel, Descriptor directory, Descriptor file)
      throws IOException {
    Arena arena = Arena.ofShared();
    try {
      return new DeltaFiles(kernel, directory, arena, bytes(kernel, file, arena));
    } catch (IOException | RuntimeException e) {
      try (directory;
          arena) {
        throw e;
      }
    }
  }

  private static MemorySegment bytes(Kernel kernel, Descriptor file, Arena arena)
      throws IOException {
    Optional<MemorySegment> mapped =
        kernel.status(file).sizeBytes() >= MAPPED_FROM_BYTES
            ? kernel.map(file, arena)
            : Optional.empty();
    return mapped.isPresent()
        ? mapped.get()
        : MemorySegment.ofArray(new DescriptorStream(kernel, file).readAllBytes());
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
    return inline.isPresent()
        ? inline.get()
        : DescriptorStream.closing(
            kernel, kernel.openReadBeneath(directory, Integer.toString(index)));
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      if (arena.scope().isAlive()) {
        arena.close();
      }
    }
  }
}
