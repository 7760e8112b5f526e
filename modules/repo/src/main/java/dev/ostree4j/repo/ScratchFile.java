// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Bytes that do not fit in memory: a file below the repository's `tmp` which nobody else sees and
/// which is gone when it is closed. It leaves alone what the configuration keeps free of the disk.
///
/// For one thread at a time.
///
/// @since 0.1
public final class ScratchFile implements AutoCloseable {
  private final Repo repo;
  private final TempFile file;
  private final ScratchSpace space;
  private long sizeBytes;

  private ScratchFile(Repo repo, TempFile file, ScratchSpace space) {
    this.repo = repo;
    this.file = file;
    this.space = space;
  }

  /// An empty file.
  public static ScratchFile create(Repo repo) throws IOException {
    var space = ScratchSpace.of(repo);
    return new ScratchFile(repo, TempFile.create(repo.kernel(), repo.tmpDirectory()), space);
  }

  /// Adds bytes at the end.
  ///
  /// @throws RepoException.NoSpace when the disk would become fuller than the configuration allows
  public void append(byte[] bytes, int offset, int length) throws IOException {
    space.take(length);
    file.write(bytes, offset, length);
    sizeBytes += length;
  }

  /// Reads from a position; the number of bytes, or −1 at the end.
  public int readAt(long position, byte[] buffer, int offset, int length) throws IOException {
    return repo.kernel().readAt(file.file(), position, buffer, offset, length);
  }

  /// What was added so far, as memory that is read from the file where the kernel can do that. It
  /// stays what it is when this is closed, and the space is given back with the arena.
  public MemorySegment map(Arena arena) throws IOException {
    Optional<MemorySegment> mapped = repo.kernel().map(file.file(), arena);
    if (mapped.isPresent()) {
      return mapped.get();
    }
    byte[] bytes = new byte[Math.toIntExact(sizeBytes)];
    for (int done = 0; done < bytes.length; ) {
      int n = readAt(done, bytes, done, bytes.length - done);
      if (n < 0) {
        throw new EOFException("A scratch file ended at byte " + done + " of " + bytes.length);
      }
      done += n;
    }
    return MemorySegment.ofArray(bytes);
  }

  /// How much was added.
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
