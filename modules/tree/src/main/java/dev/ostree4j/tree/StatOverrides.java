// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Changes of permission bits for exact paths. Mutable: it remembers which of them were met.
///
/// Written as lines `MODE PATH` or `+MODE PATH` (add these bits) and `=MODE PATH` (set them).
/// `MODE` is **decimal**, as in the reference program.
///
/// @since 0.1
public final class StatOverrides {

  private enum Kind {
    ADD,
    SET
  }

  private record Change(Kind kind, int bits) {}

  private final Map<String, Change> changes;
  private final Set<String> unmatched; // guarded by itself

  private StatOverrides(Map<String, Change> changes) {
    this.changes = Map.copyOf(changes);
    this.unmatched = new LinkedHashSet<>(changes.keySet());
  }

  /// Reads the lines.
  ///
  /// @throws TreeException.MalformedStatOverride when a line has no blank
  public static StatOverrides parse(String text) throws IOException {
    var changes = new LinkedHashMap<String, Change>();
    for (String line : SkipList.lines(text)) {
      int space = line.indexOf(' ');
      if (space < 0) {
        throw new TreeException.MalformedStatOverride();
      }
      Kind kind = line.charAt(0) == '=' ? Kind.SET : Kind.ADD;
      int start = line.charAt(0) == '=' ? 1 : 0;
      changes.put(line.substring(space + 1), new Change(kind, leadingDecimal(line, start)));
    }
    return new StatOverrides(changes);
  }

  /// The attributes after the change for the path, if there is one.
  EntryAttributes apply(String path, EntryAttributes found) {
    Change change = changes.get(path);
    if (change == null) {
      return found;
    }
    boolean first;
    synchronized (unmatched) {
      first = unmatched.remove(path);
    }
    return switch (change.kind) {
      // As in the reference program, an addition counts once, for the first tree that has the path.
      case ADD -> first ? found.withPermissions(found.mode() | change.bits) : found;
      case SET -> found.withPermissions(change.bits);
    };
  }

  /// The paths which nothing matched so far, in the order given.
  public List<String> unmatched() {
    synchronized (unmatched) {
      return List.copyOf(unmatched);
    }
  }

  /// Reads as the C library's `strtoul` and `atoi` do: a sign is allowed, and what is no digit ends
  /// the number.
  private static int leadingDecimal(String line, int start) {
    int at = start;
    while (at < line.length() && line.charAt(at) == '+') {
      at++;
    }
    int number = 0;
    while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
      number = number * 10 + (line.charAt(at) - '0');
      at++;
    }
    return number & 07777;
  }
}
