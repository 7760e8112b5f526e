// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part while it is written: to a file, or to memory when it will lie in the superblock.
final class OpenPart implements Closeable {
  private final List<PartItem> items;
  private final DeltaTarget.@Nullable NewFile file;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private final XzStream stream;

  private OpenPart(List<PartItem> items, DeltaTarget.@Nullable NewFile file) throws IOException {
    this.items = items;
    this.file = file;
    OutputStream out = file == null ? memory : file;
    out.write(PartCompression.XZ.code());
    this.stream = new XzStream(out);
  }

  static OpenPart inFile(List<PartItem> items, DeltaTarget.NewFile file) throws IOException {
    try {
      return new OpenPart(items, file);
    } catch (IOException e) {
      try (file) {
        throw e;
      }
    }
  }

  static OpenPart inMemory(List<PartItem> items) throws IOException {
    return new OpenPart(items, null);
  }

  void write(XzBlock block) throws IOException {
    stream.write(block);
  }

  /// Completes it.
  WrittenPart finish() throws IOException {
    stream.finish();
    byte[] bytes = memory.toByteArray();
    Checksum checksum = file == null ? Checksum.ofContent(bytes) : file.finish();
    long size = file == null ? bytes.length : file.sizeBytes();
    long objectBytes = items.stream().mapToLong(PartItem::objectBytes).sum();
    PartHeader header =
        PartHeader.of(checksum, size, objectBytes, items.stream().map(PartItem::name).toList());
    return new WrittenPart(header, bytes);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /// A part that is complete.
  ///
  /// @param header what the superblock says about it
  /// @param inline its bytes, when they are to lie in the superblock; else none
  record WrittenPart(PartHeader header, byte[] inline) {}
}
