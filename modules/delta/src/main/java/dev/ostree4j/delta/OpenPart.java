// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.ObjectName;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A part while it is written.
final class OpenPart implements Closeable {
  private final List<PartItem> items;
  private final PartOutput out;
  private final XzStream stream;

  private OpenPart(List<PartItem> items, PartOutput out) throws IOException {
    this.items = items;
    this.out = out;
    out.write(PartCompression.XZ.code());
    this.stream = new XzStream(out);
  }

  /// Begins one; what it is written to is closed with it.
  static OpenPart to(PartOutput out, List<PartItem> items) throws IOException {
    try {
      return new OpenPart(items, out);
    } catch (IOException e) {
      try (out) {
        throw e;
      }
    }
  }

  void write(XzBlock block) throws IOException {
    stream.write(block);
  }

  /// Completes it.
  WrittenPart finish() throws IOException {
    stream.finish();
    Checksum checksum = out.finish();
    long objectBytes = items.stream().mapToLong(PartItem::objectBytes).sum();
    List<ObjectName> names = items.stream().map(PartItem::name).toList();
    return new WrittenPart(
        PartHeader.of(checksum, out.sizeBytes(), objectBytes, names), out.inline());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// A part that is complete.
  ///
  /// @param header what the superblock says about it
  /// @param inline what stands in the superblock, when the part lies in there; good until the part
  ///     is closed
  record WrittenPart(PartHeader header, Optional<Variant> inline) {}
}
