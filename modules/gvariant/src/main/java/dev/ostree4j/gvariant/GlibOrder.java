// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gvariant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order in which a hash table of GLib 2.60 and later gives strings back.
///
/// What the C program puts through such a table is stored in this order, so who wants the same
/// bytes needs it. The table has 2^n places, at least 8. A string belongs to place
/// `hash * 11 mod p`, where p is the largest prime below 2^n; when that is taken, to the place 1
/// further, then 2 further, 3 further, and so on round. When 16 in 17 places are taken the table
/// grows for a third more strings than it has, and each string moves on its own: whom it finds in
/// its new place, and who has not moved yet, has to move next.
final class GlibOrder {
  private static final int PLACES_MIN = 8;
  private static final int HASH_START = 5381;
  private static final int HASH_FACTOR = 33;
  private static final int SPREAD = 11;
  private static final double ROOM = 1.333;
  private static final int SPARE_SHARE = 16;

  private record Item(String text, int hash) {}

  private @Nullable Item[] places = new Item[PLACES_MIN];
  private long prime = largestPrimeBelow(PLACES_MIN);
  private int count;

  private GlibOrder() {}

  /// These strings, each once and in the order in which they are put into the table.
  static List<String> of(Collection<String> texts) {
    var table = new GlibOrder();
    for (String text : texts) {
      table.put(new Item(text, hash(text)));
    }
    var ordered = new ArrayList<String>(texts.size());
    for (Item item : table.places) {
      if (item != null) {
        ordered.add(item.text());
      }
    }
    return ordered;
  }

  private static int hash(String text) {
    int hash = HASH_START;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = hash * HASH_FACTOR + b;
    }
    // The table keeps 0 and 1 for places that are free or were left.
    return Integer.compareUnsigned(hash, 2) < 0 ? 2 : hash;
  }

  private void put(Item item) {
    int place = home(item);
    for (int step = 1; places[place] != null; step++) {
      place = place + step & places.length - 1;
    }
    places[place] = item;
    count++;
    if (places.length <= count + count / SPARE_SHARE) {
      grow();
    }
  }

  private int home(Item item) {
    return (int) (Integer.toUnsignedLong(item.hash() * SPREAD) % prime);
  }

  private void grow() {
    int before = places.length;
    int wanted = Integer.highestOneBit((int) (count * ROOM)) << 1;
    @Nullable Item[] larger = new Item[wanted];
    System.arraycopy(places, 0, larger, 0, before);
    places = larger;
    prime = largestPrimeBelow(wanted);
    boolean[] moved = new boolean[wanted];
    for (int i = 0; i < before; i++) {
      Item item = places[i];
      if (item != null && !moved[i]) {
        places[i] = null;
        move(item, moved);
      }
    }
  }

  private void move(Item first, boolean[] moved) {
    Item item = first;
    while (item != null) {
      int place = home(item);
      for (int step = 1; moved[place]; step++) {
        place = place + step & places.length - 1;
      }
      moved[place] = true;
      Item evicted = places[place];
      places[place] = item;
      item = evicted;
    }
  }

  private static long largestPrimeBelow(int number) {
    int candidate = number - 1;
    while (!isPrime(candidate)) {
      candidate--;
    }
    return candidate;
  }

  private static boolean isPrime(int number) {
    for (int i = 2; i * i <= number; i++) {
      if (number % i == 0) {
        return false;
      }
    }
    return true;
  }
}
