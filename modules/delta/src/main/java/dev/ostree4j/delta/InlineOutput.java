// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.Optional;

/// A part that will lie in its superblock: kept aside until that is written.
final class InlineOutput extends PartOutput {
  private final Spool spool;
  private final Hasher hasher = Hasher.sha256();

  InlineOutput(Repo repo) {
    this.spool = new Spool(repo);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    spool.output().write(bytes, offset, length);
    hasher.update(bytes, offset, length);
  }

  @Override
  Checksum finish() {
    return hasher.finish();
  }

  @Override
  long sizeBytes() {
    return spool.sizeBytes();
  }

  @Override
  Optional<Variant> inline() {
    return Optional.of(
        Variant.deferred(
            Superblock.PART_TYPE, sizeBytes(), () -> new Region(spool, 0, spool.sizeBytes())));
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
