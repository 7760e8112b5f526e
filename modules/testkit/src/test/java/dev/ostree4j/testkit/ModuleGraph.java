// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which module of ours requires which, in the order of a table or of a list of files.
///
/// Two graphs are compared by what a module reaches: a table names only what its reader needs.
record ModuleGraph(Map<String, Set<String>> required) {
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|", Pattern.MULTILINE);
  private static final Pattern REQUIRES =
      Pattern.compile(
          "^  requires (?:transitive |static )*dev\\.ostree4j\\.(\\w+);", Pattern.MULTILINE);

  /// Reads the table of `docs/ARCHITECTURE.md`.
  static ModuleGraph ofTable(String markdown) {
    Map<String, Set<String>> required = new LinkedHashMap<>();
    Matcher row = ROW.matcher(markdown);
    while (row.find()) {
      Set<String> names = new TreeSet<>(List.of(row.group(2).split(", ")));
      names.remove("–");
      required.put(row.group(1), names);
    }
    return new ModuleGraph(required);
  }

  /// Reads what module descriptors say.
  ///
  /// @param descriptors the text of `module-info.java` of each module
  static ModuleGraph ofDescriptors(Map<String, String> descriptors) {
    Map<String, Set<String>> required = new TreeMap<>();
    descriptors.forEach(
        (module, text) -> {
          Set<String> names = new TreeSet<>();
          REQUIRES.matcher(text).results().forEach(match -> names.add(match.group(1)));
          required.put(module, names);
        });
    return new ModuleGraph(required);
  }

  /// All that a module reaches.
  Set<String> closure(String module) {
    Set<String> reached = new TreeSet<>();
    for (String direct : required.getOrDefault(module, Set.of())) {
      if (reached.add(direct)) {
        reached.addAll(closure(direct));
      }
    }
    return reached;
  }
}
