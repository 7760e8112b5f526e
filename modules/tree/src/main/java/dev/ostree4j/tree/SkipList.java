// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Exact paths to leave out. Mutable: it remembers which of them were met, so that a mistyped path
/// is found out.
///
/// One list may serve several imports into the same commit; ask [#unmatched()] after the last one.
///
/// @since 0.1
public final class SkipList {

  private final Set<String> paths;
  private final Set<String> unmatched; // guarded by itself

  private SkipList(Collection<String> paths) {
    this.paths = Set.copyOf(paths);
    this.unmatched = new LinkedHashSet<>(paths);
  }

  /// A list of these paths.
  public static SkipList of(Collection<String> paths) {
    return new SkipList(paths);
  }

  /// A list from text with one path on each line.
  public static SkipList parse(String text) {
    return new SkipList(lines(text));
  }

  /// True when the path is on the list, which then counts as met.
  public boolean matches(String path) {
    if (!paths.contains(path)) {
      return false;
    }
    synchronized (unmatched) {
      unmatched.remove(path);
    }
    return true;
  }

  /// The paths which nothing matched so far, in the order given.
  public List<String> unmatched() {
    synchronized (unmatched) {
      return List.copyOf(unmatched);
    }
  }

  /// The non-empty lines of a text.
  static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        lines.add(text.substring(start, end));
      }
      start = end + 1;
    }
    return lines;
  }
}
