// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.MetadataLimits;
import java.io.IOException;
import java.util.Optional;

/// A part that will lie in its superblock: kept aside until that is written, behind the parts
/// before it.
final class InlineOutput extends PartOutput {
  /// What all of them may have: a superblock is smaller than 2 GiB, and more than they is in there.
  private static final long TOGETHER_MAX_BYTES = Integer.MAX_VALUE - MetadataLimits.MAX_SIZE_BYTES;

  private final Spool together;
  private final Hasher hasher = Hasher.sha256();
  private long start;
  private long size;

  /// @param together the parts so far; each is written to its end before the next is begun
  InlineOutput(Spool together) {
    this.together = together;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    long end = together.sizeBytes();
    if (size == 0) {
      start = end;
    } else if (end != start + size) {
      throw new AssertionError("another part was written in between");
    }
    if (end + length > TOGETHER_MAX_BYTES) {
      throw new DeltaException.TooLargeInside(TOGETHER_MAX_BYTES);
    }
    together.output().write(bytes, offset, length);
    hasher.update(bytes, offset, length);
    size += length;
  }

  @Override
  Checksum finish() {
    return hasher.finish();
  }

  @Override
  long sizeBytes() {
    return size;
  }

  @Override
  Optional<Variant> inline() {
    return Optional.of(
        Variant.deferred(Superblock.PART_TYPE, size, () -> new Region(together, start, size)));
  }

  @Override
  public void close() {
    // Who made the place for all of them closes that.
  }
}
