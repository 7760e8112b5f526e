// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The objects of a delta, by how they are brought.
final class DeltaItems {
  private static final Encoding WHOLE = new Encoding.Whole();

  private final List<PartItem> inParts = new ArrayList<>();
  private final List<FallbackObject> fallbacks = new ArrayList<>();
  private final ObjectStore store;

  private DeltaItems(ObjectStore store) {
    this.store = store;
  }

  static DeltaItems of(
      ObjectStore store, DeltaPlan plan, Map<Checksum, Encoding> encodings, DeltaOptions options)
      throws IOException {
    var items = new DeltaItems(store);
    for (ObjectName name : plan.metadata()) {
      items.inParts.add(PartItem.metadata(name, store.storedSizeBytes(name)));
    }
    for (FreshFile file : plan.files()) {
      items.add(file, encodings.getOrDefault(file.checksum(), WHOLE), options.minFallbackBytes());
    }
    return items;
  }

  private void add(FreshFile file, Encoding encoding, long minFallbackBytes) throws IOException {
    long withHeader = file.header().framed().length + file.sizeBytes();
    boolean large = minFallbackBytes > 0 && withHeader > minFallbackBytes;
    switch (encoding) {
      case Encoding.Whole whole when large -> addFallback(file);
      case Encoding.Whole whole -> add(file, encoding, wholeKind(file));
      case Encoding.Copied copied -> add(file, encoding, PayloadKind.LITERALS);
      case Encoding.Patched patched -> add(file, encoding, PayloadKind.PATCHES);
    }
  }

  private void add(FreshFile file, Encoding encoding, PayloadKind kind) {
    inParts.add(PartItem.content(file, encoding, kind));
  }

  private void addFallback(FreshFile file) throws IOException {
    var name = new ObjectName(file.checksum(), ObjectType.FILE);
    fallbacks.add(new FallbackObject(name, store.storedSizeBytes(name), file.sizeBytes()));
  }

  private PayloadKind wholeKind(FreshFile file) throws IOException {
    if (file.header().isSymlink()) {
      return PayloadKind.TEXT;
    }
    try (ContentObject opened = store.openContent(file.checksum())) {
      byte[] head = new byte[PayloadKind.HEAD_BYTES];
      return PayloadKind.ofHead(head, opened.stream().readNBytes(head, 0, head.length));
    }
  }

  /// What goes into parts.
  List<PartItem> inParts() {
    return inParts;
  }

  /// What is fetched by itself.
  List<FallbackObject> fallbacks() {
    return fallbacks;
  }

  DeltaReport report(
      DeltaName name, Checksum superblock, long superblockBytes, List<PartHeader> parts)
      throws IOException {
    int whole = 0;
    int copied = 0;
    int patched = 0;
    long copiedBytes = 0;
    for (PartItem item : inParts) {
      switch (item.content().map(PartItem.Content::encoding).orElse(null)) {
        case null -> {}
        case Encoding.Whole one -> whole++;
        case Encoding.Copied one -> {
          copied++;
          copiedBytes += item.objectBytes() - one.runs().literalBytes();
        }
        case Encoding.Patched one -> patched++;
      }
    }
    return new DeltaReport(
        name,
        superblock,
        superblockBytes,
        parts,
        fallbacks,
        whole,
        looseBytes(),
        copied,
        copiedBytes,
        patched);
  }

  private long looseBytes() throws IOException {
    long bytes = 0;
    for (PartItem item : inParts) {
      if (item.content().isEmpty() || item.content().get().encoding() instanceof Encoding.Whole) {
        bytes += store.storedSizeBytes(item.name());
      }
    }
    return bytes;
  }
}
