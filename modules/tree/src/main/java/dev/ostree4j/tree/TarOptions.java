// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.util.Optional;
import java.util.regex.Pattern;

/// How an archive's names become a tree's names.
///
/// @since 0.1
public final class TarOptions {

  /// What to do when an entry's parent directory was not in the archive.
  public enum MissingParents {
    /// Fail.
    REFUSE,
    /// Make it, mode 0755, with the owner of the entry.
    CREATE
  }

  /// What to do with devices, FIFOs and sockets.
  public enum UnsupportedContent {
    /// Fail.
    REFUSE,
    /// Leave them out.
    IGNORE
  }

  /// Which layout the archive has.
  public enum Layout {
    /// As it is.
    PLAIN,
    /// A root file system: its `/etc` becomes `/usr/etc`.
    OSTREE_CONVENTION
  }

  private record Rename(Pattern pattern, String replacement) {}

  private static final TarOptions DEFAULTS =
      new TarOptions(
          MissingParents.REFUSE, UnsupportedContent.REFUSE, Layout.PLAIN, Optional.empty());

  private final MissingParents missingParents;
  private final UnsupportedContent unsupported;
  private final Layout layout;
  private final Optional<Rename> rename;

  private TarOptions(
      MissingParents missingParents,
      UnsupportedContent unsupported,
      Layout layout,
      Optional<Rename> rename) {
    this.missingParents = missingParents;
    this.unsupported = unsupported;
    this.layout = layout;
    this.rename = rename;
  }

  /// Names as they are, everything unusual refused.
  public static TarOptions defaults() {
    return DEFAULTS;
  }

  /// What to do when a parent is missing. Default: [MissingParents#REFUSE].
  public TarOptions withMissingParents(MissingParents newMissingParents) {
    return new TarOptions(newMissingParents, unsupported, layout, rename);
  }

  /// What to do with devices and the like. Default: [UnsupportedContent#REFUSE].
  public TarOptions withUnsupportedContent(UnsupportedContent newUnsupported) {
    return new TarOptions(missingParents, newUnsupported, layout, rename);
  }

  /// Which layout the archive has. Default: [Layout#PLAIN].
  public TarOptions withLayout(Layout newLayout) {
    return new TarOptions(missingParents, unsupported, newLayout, rename);
  }

  /// Replaces every match of a regular expression in every name. Default: none.
  ///
  /// @param regex a regular expression
  /// @param replacement the replacement; `\1` to `\9` and `\0` stand for what the groups matched
  /// @throws java.util.regex.PatternSyntaxException when the expression is not one
  public TarOptions withRenaming(String regex, String replacement) {
    var renaming = new Rename(Pattern.compile(regex), javaReplacement(replacement));
    return new TarOptions(missingParents, unsupported, layout, Optional.of(renaming));
  }

  MissingParents missingParents() {
    return missingParents;
  }

  UnsupportedContent unsupported() {
    return unsupported;
  }

  Layout layout() {
    return layout;
  }

  boolean renames() {
    return rename.isPresent();
  }

  String rename(String path) {
    return rename.map(r -> r.pattern.matcher(path).replaceAll(r.replacement)).orElse(path);
  }

  /// The backslash form of GLib, `\1` and `\g<name>`, as Java's dollar form.
  private static String javaReplacement(String replacement) {
    var java = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      if (c == '$') {
        java.append("\\$");
      } else if (c == '\\' && i + 1 < replacement.length()) {
        i = appendEscape(replacement, i + 1, java);
      } else {
        java.append(c);
      }
    }
    return java.toString();
  }

  private static int appendEscape(String replacement, int at, StringBuilder java) {
    char c = replacement.charAt(at);
    if (c >= '0' && c <= '9') {
      java.append('$').append(c);
      // A digit which follows is text, never part of the group's number.
      if (at + 1 < replacement.length() && Character.isDigit(replacement.charAt(at + 1))) {
        java.append('\\');
        java.append(replacement.charAt(at + 1));
        return at + 1;
      }
      return at;
    }
    int close = replacement.startsWith("g<", at) ? replacement.indexOf('>', at) : -1;
    if (close > 0) {
      String group = replacement.substring(at + 2, close);
      boolean number = !group.isEmpty() && Character.isDigit(group.charAt(0));
      java.append(number ? "$" + group : "${" + group + "}");
      return close;
    }
    switch (c) {
      case 'n' -> java.append('\n');
      case 't' -> java.append('\t');
      default -> java.append('\\').append(c);
    }
    return at;
  }
}
