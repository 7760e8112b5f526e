// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds among many sketches those most like a given one. The items are numbers of the caller.
final class SketchIndex {
  /// A number that more files share says nothing: licence texts, headers of binaries.
  private static final int HOLDERS_MAX = 64;

  private final List<Sketch> sketches = new ArrayList<>();
  private final Map<Integer, List<Integer>> holders = new HashMap<>();

  /// Adds a sketch; its number is how many were added before.
  void add(Sketch sketch) {
    int item = sketches.size();
    sketches.add(sketch);
    for (int number : sketch.numbers()) {
      List<Integer> list = holders.computeIfAbsent(number, absent -> new ArrayList<>(1));
      if (list.size() <= HOLDERS_MAX) {
        list.add(item);
      }
    }
  }

  /// The item most like this one, the first of equals, or −1 when none has anything in common.
  int best(Sketch sketch) {
    Map<Integer, Integer> hits = new HashMap<>();
    for (int number : sketch.numbers()) {
      List<Integer> list = holders.getOrDefault(number, List.of());
      if (list.size() <= HOLDERS_MAX) {
        list.forEach(item -> hits.merge(item, 1, Integer::sum));
      }
    }
    int best = -1;
    double most = 0;
    for (int item : hits.keySet().stream().sorted().toList()) {
      double alike = sketch.resemblance(sketches.get(item));
      if (alike > most) {
        most = alike;
        best = item;
      }
    }
    return best;
  }
}
