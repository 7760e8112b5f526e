// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The table of faults in `docs/TESTING.md` names tests that exist, at least one in each row.
class FaultTableTest {
  private static final String HEADING = "## What went wrong elsewhere";
  private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern ROW = Pattern.compile("^\\|(?! *(-|what )).*");

  private final SourceTree tree;

  FaultTableTest() throws IOException {
    tree = SourceTree.read();
  }

  private List<String> rows() throws IOException {
    String text = tree.text("docs/TESTING.md");
    int start = text.indexOf(HEADING);
    assertTrue(start >= 0, HEADING);
    int end = text.indexOf("\n## ", start + 1);
    String section = text.substring(start, end < 0 ? text.length() : end);
    return section.lines().filter(line -> ROW.matcher(line).matches()).toList();
  }

  @Test
  void everyRowNamesATest() throws IOException {
    List<String> rows = rows();
    assertTrue(rows.size() > 30, rows.size() + " rows");
    List<String> bare = rows.stream().filter(row -> !NAME.matcher(row).find()).toList();
    assertEquals(List.of(), bare);
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    var sources = new TreeMap<String, String>();
    for (String name : tree.names(name -> name.matches("modules/\\w+/src/\\w+/java/.*\\.java"))) {
      sources.merge(name.replaceAll(".*/|\\.java", ""), tree.text(name), String::concat);
    }
    var missing = new TreeSet<String>();
    var named = new ArrayList<String>();
    for (String row : rows()) {
      NAME.matcher(row)
          .results()
          .forEach(
              match -> {
                named.add(match.group());
                String source = sources.getOrDefault(match.group(1), "");
                if (!Pattern.compile("\\b(void|>) " + match.group(2) + "\\(")
                    .matcher(source)
                    .find()) {
                  missing.add(match.group());
                }
              });
    }
    assertEquals(new TreeSet<>(), missing, named.size() + " are named");
  }
}
