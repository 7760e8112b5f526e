// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The extended attributes that several inodes have with the same value: they are stored once, and
/// inodes name them by where they are.
///
/// Almost all attributes of a large tree are those which say where content is, each with one inode.
/// So hashes are counted first, four bytes each, and only those attributes are kept whose hash
/// occurred twice.
final class SharedXattrs {
  private static final Comparator<ImageXattr> ORDER =
      Comparator.<ImageXattr, byte[]>comparing(ImageXattr::name, Arrays::compareUnsigned)
          .thenComparingInt(xattr -> xattr.value().length)
          .thenComparing(ImageXattr::value, Arrays::compareUnsigned)
          .reversed();

  private final List<ImageXattr> entries;
  private final Map<ImageXattr, Integer> offsets = new HashMap<>();
  private final int sizeBytes;

  SharedXattrs(NodeTable nodes) {
    entries = repeated(nodes);
    entries.sort(ORDER);
    int size = 0;
    for (ImageXattr entry : entries) {
      offsets.put(entry, size);
      size = Math.addExact(size, XattrEntry.sizeBytes(entry));
    }
    sizeBytes = size;
  }

  /// Those which occur more than once, in no order.
  private static List<ImageXattr> repeated(NodeTable nodes) {
    int[] suspects = repeatedHashes(nodes);
    var counts = new HashMap<ImageXattr, Integer>();
    for (int i = 0; i < nodes.count(); i++) {
      for (ImageXattr xattr : Overlay.xattrs(nodes.node(i))) {
        if (Arrays.binarySearch(suspects, xattr.hashCode()) >= 0) {
          counts.merge(xattr, 1, Integer::sum);
        }
      }
    }
    counts.values().removeIf(count -> count == 1);
    return new ArrayList<>(counts.keySet());
  }

  /// The hashes which occur more than once, sorted; some of them again and again.
  private static int[] repeatedHashes(NodeTable nodes) {
    int[] hashes = new int[nodes.count()];
    int count = 0;
    for (int i = 0; i < nodes.count(); i++) {
      for (ImageXattr xattr : Overlay.xattrs(nodes.node(i))) {
        if (count == hashes.length) {
          hashes = Arrays.copyOf(hashes, count * 2);
        }
        hashes[count++] = xattr.hashCode();
      }
    }
    Arrays.sort(hashes, 0, count);
    int kept = 0;
    for (int i = 1; i < count; i++) {
      if (hashes[i] == hashes[i - 1]) {
        hashes[kept++] = hashes[i];
      }
    }
    return Arrays.copyOf(hashes, kept);
  }

  /// The attributes in the order in which they are stored.
  List<ImageXattr> entries() {
    return entries;
  }

  /// How much they take.
  int sizeBytes() {
    return sizeBytes;
  }

  boolean contains(ImageXattr xattr) {
    return offsets.containsKey(xattr);
  }

  /// Where a shared attribute is among the shared ones.
  int offset(ImageXattr xattr) {
    return offsets.get(xattr);
  }
}
