// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattrs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All of a part but its blob: the tables of modes and extended attributes, and the operations. The
/// blob is the payloads of the items, one after the other.
final class PartProgram {
  private final Map<FileOwner, Integer> modes = new LinkedHashMap<>();
  private final Map<Xattrs, Integer> xattrs = new LinkedHashMap<>();
  private final ByteArrayOutputStream operations = new ByteArrayOutputStream();
  private long blobBytes;

  private PartProgram() {}

  static PartProgram of(List<PartItem> items) throws IOException {
    var program = new PartProgram();
    for (PartItem item : items) {
      program.add(item);
    }
    return program;
  }

  /// What stands before the blob.
  byte[] head() {
    var head = new ByteArrayOutputStream();
    modes.keySet().forEach(mode -> head.writeBytes(mode.bytes()));
    head.writeBytes(xattrTable());
    return head.toByteArray();
  }

  private byte[] xattrTable() {
    List<Variant> sets = xattrs.keySet().stream().map(Xattrs::variant).toList();
    return Variant.array(Xattrs.TYPE, sets).bytes();
  }

  /// What stands after the blob.
  byte[] tail() {
    PartLayout layout =
        PartLayout.ofSizes(
            (long) modes.size() * PartLayout.MODE_BYTES,
            xattrTable().length,
            blobBytes,
            operations.size());
    var tail = new ByteArrayOutputStream();
    tail.writeBytes(operations.toByteArray());
    tail.writeBytes(layout.ends());
    return tail.toByteArray();
  }

  private void add(PartItem item) throws IOException {
    if (item.content().isEmpty()) {
      write(new Operation.SpliceMetadata(item.objectBytes(), blobBytes));
    } else {
      add(item.content().get(), item.objectBytes());
    }
    blobBytes += item.payloadBytes();
  }

  private void add(PartItem.Content content, long size) throws IOException {
    FileHeader header = content.file().header();
    int mode = number(modes, FileOwner.of(header));
    int set = number(xattrs, header.xattrs());
    switch (content.encoding()) {
      case Encoding.Whole whole -> write(new Operation.SpliceContent(mode, set, size, blobBytes));
      case Encoding.Copied copied -> {
        write(new Operation.Open(mode, set, size));
        copy(copied.runs());
        write(new Operation.Close());
      }
      case Encoding.Patched patched -> {
        write(new Operation.Open(mode, set, size));
        write(new Operation.SetReadSource(blobBytes));
        write(new Operation.Patch(blobBytes + Checksum.SIZE_BYTES, patched.patchBytes()));
        write(new Operation.UnsetReadSource());
        write(new Operation.Close());
      }
    }
  }

  /// Literal bytes come from the blob only while there is no read source.
  private void copy(CopyRuns runs) throws IOException {
    long literal = blobBytes + Checksum.SIZE_BYTES;
    boolean sourceSet = false;
    for (int i = 0; i < runs.count(); i++) {
      if (runs.isLiteral(i) == sourceSet) {
        write(sourceSet ? new Operation.UnsetReadSource() : new Operation.SetReadSource(blobBytes));
        sourceSet = !sourceSet;
      }
      write(new Operation.Write(runs.length(i), sourceSet ? runs.start(i) : literal));
      literal += sourceSet ? 0 : runs.length(i);
    }
    if (sourceSet) {
      write(new Operation.UnsetReadSource());
    }
  }

  private void write(Operation operation) throws IOException {
    operation.writeTo(operations);
  }

  private static <T> int number(Map<T, Integer> table, T entry) {
    Integer known = table.putIfAbsent(entry, table.size());
    return known == null ? table.size() - 1 : known;
  }
}
