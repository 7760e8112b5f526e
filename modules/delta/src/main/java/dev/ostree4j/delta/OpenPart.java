// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.ObjectName;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A part while it is written.
final class OpenPart implements Closeable {
  private final List<PartItem> items;
  private final PartOutput out;
  private @Nullable XzStream stream;

  /// What it is written to is closed with it.
  OpenPart(PartOutput out, List<PartItem> items) {
    this.out = out;
    this.items = items;
  }

  void write(XzBlock block) throws IOException {
    stream().write(block);
  }

  /// Nothing is written before the first block: it may go where the part before is not done yet.
  private XzStream stream() throws IOException {
    XzStream begun = stream;
    if (begun == null) {
      out.write(PartCompression.XZ.code());
      begun = new XzStream(out);
      stream = begun;
    }
    return begun;
  }

  /// Completes it.
  WrittenPart finish() throws IOException {
    stream().finish();
    Checksum checksum = out.finish();
    long countedBytes = items.stream().mapToLong(PartItem::countedBytes).sum();
    List<ObjectName> names = items.stream().map(PartItem::name).toList();
    return new WrittenPart(
        PartHeader.of(checksum, out.sizeBytes(), countedBytes, names), out.inline());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// A part that is complete.
  ///
  /// @param header what the superblock says about it
  /// @param inline what stands in the superblock, when the part lies in there; good until the place
  ///     for all of them is closed
  record WrittenPart(PartHeader header, Optional<Variant> inline) {}
}
