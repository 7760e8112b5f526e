// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import java.util.List;
import java.util.Optional;

/// The comment lines right above a key.
final class Comments {
  private Comments() {}

  static Optional<String> above(Group group, Group.Line line) {
    List<Group.Line> lines = group.lines();
    int end = lines.indexOf(line);
    int start = first(lines, end);
    if (start == end) {
      return Optional.empty();
    }
    StringBuilder comment = new StringBuilder();
    for (Group.Line one : lines.subList(start, end)) {
      comment.append(one.text.isEmpty() ? "" : one.text.substring(1)).append('\n');
    }
    return Optional.of(comment.toString());
  }

  static void set(Group group, Group.Line line, String comment) {
    List<Group.Line> lines = group.lines();
    int end = lines.indexOf(line);
    int start = first(lines, end);
    lines.subList(start, end).clear();
    int at = start;
    for (String one : comment.split("\n", -1)) {
      group.insertComment(at++, "#" + one);
    }
  }

  private static int first(List<Group.Line> lines, int end) {
    int start = end;
    while (start > 0 && lines.get(start - 1).key == null) {
      start--;
    }
    return start;
  }
}
