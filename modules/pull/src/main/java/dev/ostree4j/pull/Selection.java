// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which part of a directory is pulled: all of it, or some of its entries and a part of each.
final class Selection {
  /// Everything.
  static final Selection ALL = new Selection(Map.of());

  /// Empty: everything.
  private final Map<String, Selection> entries;

  private Selection(Map<String, Selection> entries) {
    this.entries = entries;
  }

  /// The part below these paths.
  ///
  /// @param paths absolute paths from the root of a commit; none, or `/` among them, is everything
  static Selection of(List<String> paths) {
    Selection all = paths.isEmpty() ? ALL : new Selection(new TreeMap<>());
    for (String path : paths) {
      List<String> names = names(path);
      if (names.isEmpty()) {
        return ALL;
      }
      all.add(names);
    }
    return all;
  }

  private static List<String> names(String path) {
    return Stream.of(path.split("/")).filter(name -> !name.isEmpty()).toList();
  }

  private void add(List<String> names) {
    Selection inner = this;
    for (String name : names.subList(0, names.size() - 1)) {
      inner = inner.entries.computeIfAbsent(name, key -> new Selection(new TreeMap<>()));
      if (inner.isAll()) {
        return; // a directory above it is wanted as a whole
      }
    }
    inner.entries.put(names.getLast(), ALL);
  }

  /// Whether everything is wanted.
  boolean isAll() {
    return this == ALL;
  }

  /// What is wanted of this entry; nothing when it is not wanted at all.
  Optional<Selection> of(String name) {
    return isAll() ? Optional.of(ALL) : Optional.ofNullable(entries.get(name));
  }
}
