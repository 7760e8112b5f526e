// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaByteOrder;
import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.delta.FallbackObject;
import dev.ostree4j.delta.ObjectCost;
import dev.ostree4j.delta.PartAnalysis;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.delta.PartInspector;
import dev.ostree4j.delta.Superblock;
import dev.ostree4j.repo.SizeText;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// A delta as text, in the lines of the C program.
final class DeltaText {
  private final Console console;
  private final String name;
  private final DeltaFiles delta;
  private final Superblock superblock;
  private final PartInspector inspector;
  private final boolean withObjects;

  /// @param name what the delta was asked for by
  DeltaText(
      Console console,
      String name,
      DeltaFiles delta,
      PartInspector inspector,
      boolean withObjects) {
    this.console = console;
    this.name = name;
    this.delta = delta;
    this.superblock = delta.superblock();
    this.inspector = inspector;
    this.withObjects = withObjects;
  }

  void print() throws IOException {
    console.println("Delta: " + name);
    console.println("Signed: " + (delta.signed().isPresent() ? "yes" : "no"));
    // Without a colon, as the C program writes it.
    console.println(superblock.name().from().map(from -> "From: " + from).orElse("From <scratch>"));
    console.println("To: " + superblock.name().to());
    console.println("Endianness: " + endianness());
    console.println("Timestamp: " + Long.toUnsignedString(superblock.timestampSeconds()));
    console.println("Number of parents: " + superblock.parentCount());
    List<FallbackObject> fallbacks = superblock.fallbacks();
    long size = fallbacks.stream().mapToLong(FallbackObject::sizeBytes).sum();
    long uncompressed = fallbacks.stream().mapToLong(FallbackObject::uncompressedBytes).sum();
    console.println("Number of fallback entries: " + fallbacks.size());
    for (FallbackObject fallback : fallbacks) {
      console.println("  " + fallback.name().checksum());
    }
    total("Fallback Size", size);
    total("Fallback Uncompressed Size", uncompressed);
    List<PartHeader> parts = superblock.parts();
    console.println("Number of parts: " + parts.size());
    for (int i = 0; i < parts.size(); i++) {
      part(i, parts.get(i));
    }
    long partSize = parts.stream().mapToLong(PartHeader::sizeBytes).sum();
    long partUncompressed = parts.stream().mapToLong(PartHeader::uncompressedBytes).sum();
    total("Part Size", partSize);
    total("Part Uncompressed Size", partUncompressed);
    total("Size", partSize + size);
    total("Uncompressed Size", partUncompressed + uncompressed);
  }

  private String endianness() {
    String heuristic = superblock.isByteOrderGuessed() ? " (heuristic)" : "";
    return superblock
        .byteOrder()
        .map(order -> (order == DeltaByteOrder.BIG ? "big" : "little") + heuristic)
        .orElse("invalid");
  }

  private void total(String what, long bytes) throws IOException {
    console.println(
        "Total " + what + ": " + Long.toUnsignedString(bytes) + " (" + SizeText.of(bytes) + ")");
  }

  private void part(int index, PartHeader part) throws IOException {
    console.println(
        "PartMeta"
            + index
            + ": nobjects="
            + part.objects().size()
            + " size="
            + Long.toUnsignedString(part.sizeBytes())
            + " usize="
            + Long.toUnsignedString(part.uncompressedBytes()));
    PartAnalysis inside;
    try (InputStream stored = delta.openPart(index)) {
      inside = inspector.inspect(part, stored);
    }
    console.println(
        "PartPayload"
            + index
            + ": nmodes="
            + inside.modes()
            + " nxattrs="
            + inside.xattrSets()
            + " blobsize="
            + inside.blobBytes()
            + " opsize="
            + inside.operationsBytes());
    PartAnalysis.OperationCounts counts = inside.counts();
    console.println(
        "PartPayloadOps"
            + index
            + ": openspliceclose="
            + counts.splices()
            + " open="
            + counts.opens()
            + " write="
            + counts.writes()
            + " setread="
            + counts.setReadSources()
            + " unsetread="
            + counts.unsetReadSources()
            + " close="
            + counts.closes()
            + " bspatch="
            + counts.patches());
    if (withObjects) {
      for (ObjectCost object : inside.objects()) {
        console.println(
            "PartObject"
                + index
                + ": "
                + object.name()
                + " size="
                + object.sizeBytes()
                + " blob="
                + object.blobBytes()
                + " copied="
                + object.copiedBytes()
                + " patch="
                + object.patchBytes());
      }
    }
  }
}
