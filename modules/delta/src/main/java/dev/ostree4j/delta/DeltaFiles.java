// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A delta on disk, in a repository or anywhere: its superblock, and parts beside or inside of it.
///
/// A large superblock, which is one with its parts inside, is mapped, so that it takes no heap. It
/// must not be cut while it is open here.
///
/// @since 0.1
public final class DeltaFiles implements AutoCloseable {
  private static final String SUPERBLOCK = "superblock";

  /// Reading a small file costs less than mapping it.
  private static final long MAPPED_FROM_BYTES = 1 << 20;

  private final Path directory;
  private final Arena arena;
  private final Optional<SignedSuperblock> signed;
  private final Superblock superblock;

  private DeltaFiles(Path directory, Arena arena, MemorySegment bytes)
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

  /// Opens a delta which is a directory with a superblock, or a superblock with its parts inside or
  /// in the same directory.
  ///
  /// @throws NoSuchFileException when nothing is there
  /// @throws DeltaException.Malformed when it is no delta
  public static DeltaFiles open(Path path) throws IOException {
    return Files.isDirectory(path)
        ? read(path, path.resolve(SUPERBLOCK))
        : read(parent(path), path);
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /// Opens a delta of a repository.
  ///
  /// @throws NoSuchFileException when it is not there
  /// @throws DeltaException.Malformed when it is damaged
  public static DeltaFiles open(Repo repo, DeltaName name) throws IOException {
    Path directory = repo.path().resolve(name.directory());
    return read(directory, directory.resolve(SUPERBLOCK));
  }

  private static DeltaFiles read(Path directory, Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment bytes =
          channel.size() >= MAPPED_FROM_BYTES
              ? channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
              : MemorySegment.ofArray(Files.readAllBytes(file));
      return new DeltaFiles(directory, arena, bytes);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
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
    return inline.isPresent()
        ? inline.get()
        : Files.newInputStream(directory.resolve(Integer.toString(index)));
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
