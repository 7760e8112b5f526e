// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.delta.FallbackObject;
import dev.ostree4j.delta.ObjectCost;
import dev.ostree4j.delta.PartAnalysis;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.delta.PartInspector;
import dev.ostree4j.delta.Superblock;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/// A delta as JSON: one object, sizes in bytes, `from` null for a delta from nothing.
///
/// All text in it is hexadecimal or a word of the format, so that nothing needs to be escaped.
final class DeltaJson {
  private final Console console;
  private final DeltaFiles delta;
  private final PartInspector inspector;

  DeltaJson(Console console, DeltaFiles delta, PartInspector inspector) {
    this.console = console;
    this.delta = delta;
    this.inspector = inspector;
  }

  void print() throws IOException {
    Superblock superblock = delta.superblock();
    console.println("{");
    console.println("  \"delta\": " + quoted(superblock.name()) + ",");
    console.println("  \"signed\": " + delta.signed().isPresent() + ",");
    console.println(
        "  \"from\": " + superblock.name().from().map(DeltaJson::quoted).orElse("null") + ",");
    console.println("  \"to\": " + quoted(superblock.name().to()) + ",");
    console.println(
        "  \"endianness\": "
            + superblock
                .byteOrder()
                .map(o -> quoted(o.name().toLowerCase(Locale.ROOT)))
                .orElse("null")
            + ",");
    console.println("  \"timestamp\": " + superblock.timestampSeconds() + ",");
    console.println("  \"fallbacks\": [");
    fallbacks(superblock.fallbacks());
    console.println("  ],");
    console.println("  \"parts\": [");
    parts(superblock.parts());
    console.println("  ]");
    console.println("}");
  }

  private static String quoted(Object value) {
    return "\"" + value + "\"";
  }

  private static String end(int index, List<?> list) {
    return index + 1 < list.size() ? "," : "";
  }

  private void fallbacks(List<FallbackObject> fallbacks) throws IOException {
    for (int i = 0; i < fallbacks.size(); i++) {
      FallbackObject one = fallbacks.get(i);
      console.println(
          "    {\"object\": "
              + quoted(one.name())
              + ", \"size\": "
              + one.sizeBytes()
              + ", \"uncompressed\": "
              + one.uncompressedBytes()
              + "}"
              + end(i, fallbacks));
    }
  }

  private void parts(List<PartHeader> parts) throws IOException {
    for (int i = 0; i < parts.size(); i++) {
      PartHeader part = parts.get(i);
      PartAnalysis inside;
      try (InputStream stored = delta.openPart(i)) {
        inside = inspector.inspect(part, stored);
      }
      console.println("    {");
      console.println(
          "      \"checksum\": "
              + quoted(part.checksum())
              + ", \"size\": "
              + part.sizeBytes()
              + ", \"uncompressed\": "
              + part.uncompressedBytes()
              + ",");
      console.println(
          "      \"modes\": "
              + inside.modes()
              + ", \"xattrs\": "
              + inside.xattrSets()
              + ", \"blob\": "
              + inside.blobBytes()
              + ", \"operations\": "
              + inside.operationsBytes()
              + ",");
      counts(inside.counts());
      console.println("      \"objects\": [");
      objects(inside.objects());
      console.println("      ]");
      console.println("    }" + end(i, parts));
    }
  }

  private void counts(PartAnalysis.OperationCounts counts) throws IOException {
    console.println(
        "      \"counts\": {\"openspliceclose\": "
            + counts.splices()
            + ", \"open\": "
            + counts.opens()
            + ", \"write\": "
            + counts.writes()
            + ", \"setread\": "
            + counts.setReadSources()
            + ", \"unsetread\": "
            + counts.unsetReadSources()
            + ", \"close\": "
            + counts.closes()
            + ", \"bspatch\": "
            + counts.patches()
            + "},");
  }

  private void objects(List<ObjectCost> objects) throws IOException {
    for (int i = 0; i < objects.size(); i++) {
      ObjectCost one = objects.get(i);
      console.println(
          "        {\"object\": "
              + quoted(one.name())
              + ", \"size\": "
              + one.sizeBytes()
              + ", \"blob\": "
              + one.blobBytes()
              + ", \"copied\": "
              + one.copiedBytes()
              + ", \"patch\": "
              + one.patchBytes()
              + "}"
              + end(i, objects));
    }
  }
}
