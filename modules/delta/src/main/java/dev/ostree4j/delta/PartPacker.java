// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.object.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Distributes objects over parts: like beside like, and no part larger than allowed unless a
/// single object is.
final class PartPacker {
  /// By kind; then files of the same ending, of the same name, and of neighbouring paths beside
  /// each other. The name of the object at last, so that there is one order only.
  private static final Comparator<PartItem> ORDER =
      Comparator.comparing(PartItem::kind)
          .thenComparing(item -> ending(path(item)))
          .thenComparing(item -> FreshFile.baseName(path(item)))
          .thenComparing(PartPacker::path)
          .thenComparing(PartItem::name, Comparator.comparing(ObjectName::toString));

  private PartPacker() {}

  /// The parts, at least one, which may be empty. Empty files stand in a part with something else:
  /// the C program takes a part without any payload for damaged.
  static List<List<PartItem>> pack(List<PartItem> items, long maxPartBytes) {
    List<List<PartItem>> parts = new ArrayList<>();
    List<PartItem> part = new ArrayList<>();
    long size = 0;
    long payload = 0;
    for (PartItem item : items.stream().sorted(ORDER).toList()) {
      long more = item.payloadBytes() + item.operationsBytes();
      if (payload > 0 && item.payloadBytes() > 0 && size + more > maxPartBytes) {
        parts.add(part);
        part = new ArrayList<>();
        size = 0;
        payload = 0;
      }
      part.add(item);
      size += more;
      payload += item.payloadBytes();
    }
    parts.add(part);
    return parts;
  }

  private static String path(PartItem item) {
    return item.content().map(content -> content.file().path()).orElse("");
  }

  private static String ending(String path) {
    String name = FreshFile.baseName(path);
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
