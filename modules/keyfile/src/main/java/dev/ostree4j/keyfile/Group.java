// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A group and its lines in their order. Mutable.
///
/// The group without a name holds the comments before the first named one. A key may occur more
/// than once in a text; then the last one counts, and all are written back.
final class Group {
  /// A line: a key with its value, or a comment, which has no key.
  static final class Line {
    final @Nullable String key;
    String text;

    Line(@Nullable String key, String text) {
      this.key = key;
      this.text = text;
    }
  }

  final @Nullable String name;

  /// A comment above the group that was set by a program.
  @Nullable String comment;

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Line> byKey = new HashMap<>();

  Group(@Nullable String name) {
    this.name = name;
  }

  Group copy() {
    Group copy = new Group(name);
    copy.comment = comment;
    for (Line line : lines) {
      Line twin = new Line(line.key, line.text);
      copy.lines.add(twin);
      if (line.key != null && byKey.get(line.key) == line) {
        copy.byKey.put(line.key, twin);
      }
    }
    return copy;
  }

  List<Line> lines() {
    return lines;
  }

  @Nullable Line find(String key) {
    return byKey.get(key);
  }

  void addComment(String text) {
    lines.add(new Line(null, text));
  }

  void insertComment(int index, String text) {
    lines.add(index, new Line(null, text));
  }

  void add(String key, String value) {
    Line line = new Line(key, value);
    lines.add(line);
    byKey.put(key, line);
  }

  void set(String key, String value) {
    Line line = byKey.get(key);
    if (line != null) {
      line.text = value;
      return;
    }
    // Behind comments and empty lines, as in GLib: both programs write the same file.
    Line added = new Line(key, value);
    lines.add(added);
    byKey.put(key, added);
  }

  boolean remove(String key) {
    Line line = byKey.remove(key);
    return line != null && lines.remove(line);
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Line line : lines) {
      if (line.key != null) {
        keys.add(line.key);
      }
    }
    return keys;
  }

  void print(StringBuilder out) {
    if (comment != null) {
      out.append(comment).append('\n');
    }
    if (name != null) {
      out.append('[').append(name).append("]\n");
    }
    for (Line line : lines) {
      if (line.key != null) {
        out.append(line.key).append('=');
      }
      out.append(line.text).append('\n');
    }
  }
}
