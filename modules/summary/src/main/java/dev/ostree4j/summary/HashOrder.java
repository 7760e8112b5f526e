// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order in which the reference program writes the keys of a dictionary.
///
/// It collects them in a hash table of GLib's and writes them as the table holds them. The order
/// has no meaning, but it is part of the bytes: with the same order both programs write the same
/// summary for the same repository, which is the strongest comparison of the two there is.
///
/// The table has a power of two of places, and chooses one by the remainder of the hash and a
/// prime just below; when a place is taken it looks one further on, then two, then three. It grows
/// when sixteen of seventeen places are taken, and then moves its keys in the order of their
/// places, each of which may drive out one that is still to be moved.
final class HashOrder {
  private static final int FIRST_SHIFT = 3;
  private static final int[] PRIMES = {
    1, 2, 3, 7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071,
    262139, 524287, 1048573, 2097143, 4194301, 8388593, 16777213
  };

  private int shift = FIRST_SHIFT;
  private @Nullable String[] places = new String[1 << FIRST_SHIFT];
  private int taken;

  private HashOrder() {}

  /// The dictionary with its keys in that order.
  static Variant sorted(VariantDict dict) {
    var entries = new ArrayList<Variant>();
    for (String key : order(dict.keys())) {
      Variant value = Variant.variant(dict.find(key).orElseThrow());
      entries.add(Variant.dictEntry(Variant.string(key), value));
    }
    return Variant.array(dict.toVariant().type().element(), entries);
  }

  /// Distinct keys in that order.
  static List<String> order(Iterable<String> keys) {
    var table = new HashOrder();
    keys.forEach(table::add);
    var order = new ArrayList<String>();
    for (String key : table.places) {
      if (key != null) {
        order.add(key);
      }
    }
    return order;
  }

  private void add(String key) {
    int place = first(key);
    for (int step = 1; places[place] != null; step++) {
      place = next(place, step);
    }
    places[place] = key;
    taken++;
    if (places.length <= taken + taken / 16) {
      grow();
    }
  }

  private int first(String key) {
    return Integer.remainderUnsigned(hash(key) * 11, PRIMES[shift]);
  }

  private int next(int place, int step) {
    return place + step & places.length - 1;
  }

  /// Bernstein's hash of the bytes; 0 and 1 mean something else to the table.
  static int hash(String key) {
    int hash = 5381;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = hash * 33 + b;
    }
    return hash == 0 || hash == 1 ? 2 : hash;
  }

  private void grow() {
    int formerly = places.length;
    shift = Math.max(FIRST_SHIFT, 32 - Integer.numberOfLeadingZeros((int) (taken * 1.333)));
    places = Arrays.copyOf(places, 1 << shift);
    var moved = new boolean[places.length];
    for (int i = 0; i < formerly; i++) {
      String key = places[i];
      if (key != null && !moved[i]) {
        places[i] = null;
        move(key, moved);
      }
    }
  }

  private void move(String first, boolean[] moved) {
    String key = first;
    while (key != null) {
      int place = first(key);
      for (int step = 1; moved[place]; step++) {
        place = next(place, step);
      }
      moved[place] = true;
      String drivenOut = places[place];
      places[place] = key;
      key = drivenOut;
    }
  }
}
