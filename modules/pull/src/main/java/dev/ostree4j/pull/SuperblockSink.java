// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.DownloadSink;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.ScratchFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a superblock: into memory as long as it is small, then, as one with its parts inside, into
/// a file that vanishes.
final class SuperblockSink implements DownloadSink, AutoCloseable {
  private static final int MEMORY_MAX_BYTES = 1 << 20;

  private final Repo repo;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable ScratchFile file;

  /// @param repo in whose `tmp` the file lies
  SuperblockSink(Repo repo) {
    this.repo = repo;
  }

  @Override
  public void begin(long offsetBytes, Optional<String> validator) throws IOException {
    long present = file == null ? memory.size() : file.sizeBytes();
    if (offsetBytes == 0) {
      close();
      file = null;
      memory.reset();
    } else if (offsetBytes != present) {
      throw new AssertionError(offsetBytes + " bytes are there, but " + present + " came");
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && memory.size() + length > MEMORY_MAX_BYTES) {
      file = ScratchFile.create(repo);
      byte[] before = memory.toByteArray();
      memory = new ByteArrayOutputStream(0);
      file.append(before, 0, before.length);
    }
    if (file != null) {
      file.append(bytes, offset, length);
    } else {
      memory.write(bytes, offset, length);
    }
  }

  /// What came. It outlives this.
  SuperblockFile finished() throws IOException {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment bytes =
          file == null ? MemorySegment.ofArray(memory.toByteArray()) : file.map(arena);
      return new SuperblockFile(bytes, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
