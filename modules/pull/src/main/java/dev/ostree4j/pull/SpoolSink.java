// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.DownloadSink;
import dev.ostree4j.repo.Repo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes one download: into memory as long as it is small, then into a file.
final class SpoolSink implements DownloadSink, AutoCloseable {
  /// Most files are smaller. With all that may be under way at the same time these are 16 MiB.
  private static final int MEMORY_MAX_BYTES = 256 * 1024;

  /// What an earlier pull left.
  record Interrupted(long sizeBytes, String validator) {}

  private final Repo repo;
  private final SpoolName name;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable SpoolFile file;
  private Optional<String> validator = Optional.empty();

  /// @param left what an earlier pull left of it
  SpoolSink(Repo repo, SpoolName name, Optional<SpoolFile> left) {
    this.repo = repo;
    this.name = name;
    this.file = left.orElse(null);
  }

  /// How much an earlier pull left.
  long sizeBytes() {
    SpoolFile present = file;
    return present == null ? 0 : present.sizeBytes();
  }

  /// What there is already, when the server can be asked for the rest.
  Optional<Interrupted> interrupted() throws IOException {
    SpoolFile present = file;
    if (present == null) {
      return Optional.empty();
    }
    long size = present.sizeBytes();
    return present.validator().map(tag -> new Interrupted(size, tag));
  }

  @Override
  public void begin(long offsetBytes, Optional<String> tag) throws IOException {
    validator = tag;
    SpoolFile present = file;
    if (present != null) {
      present.cutTo(offsetBytes);
      present.remember(tag);
    } else if (offsetBytes == 0) {
      memory.reset();
    } else if (offsetBytes != memory.size()) {
      throw new AssertionError(offsetBytes + " bytes are there, but " + memory.size() + " came");
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    SpoolFile present = file;
    if (present == null && memory.size() + length <= MEMORY_MAX_BYTES) {
      memory.write(bytes, offset, length);
      return;
    }
    if (present == null) {
      present = spill();
    }
    present.write(bytes, offset, length);
  }

  private SpoolFile spill() throws IOException {
    SpoolFile made = SpoolFile.create(repo, name);
    file = made;
    made.remember(validator);
    byte[] bytes = memory.toByteArray();
    memory = new ByteArrayOutputStream(0);
    made.write(bytes, 0, bytes.length);
    return made;
  }

  /// The object that was downloaded; this sink must not be used any more.
  Body object() {
    SpoolFile present = file;
    file = null;
    return present == null ? new Body.InMemory(memory.toByteArray()) : present.object();
  }

  /// What was downloaded, from its start; this sink must not be used any more.
  InputStream stream() {
    SpoolFile present = file;
    file = null;
    return present == null ? new ByteArrayInputStream(memory.toByteArray()) : present.stream();
  }

  /// Removes what is there: it is in the way of others, as where the disk is full.
  void discard() throws IOException {
    SpoolFile present = file;
    file = null;
    if (present != null) {
      present.remove();
    }
  }

  /// Leaves what is there for the next pull.
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.leave();
    }
  }
}
