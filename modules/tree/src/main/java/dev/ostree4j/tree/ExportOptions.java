// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

/// How a commit becomes an archive.
///
/// @since 0.1
public final class ExportOptions {

  /// How a content object is written that was written before.
  public enum Repeats {
    /// As a hardlink to the first.
    LINKS,
    /// Once more, in full.
    COPIES
  }

  private static final ExportOptions DEFAULTS = new ExportOptions("/", "", Repeats.LINKS);

  private final String subpath;
  private final String prefix;
  private final Repeats repeats;

  private ExportOptions(String subpath, String prefix, Repeats repeats) {
    this.subpath = subpath;
    this.prefix = prefix;
    this.repeats = repeats;
  }

  /// The whole commit, names as they are.
  public static ExportOptions defaults() {
    return DEFAULTS;
  }

  /// Only this directory. Default: `/`.
  public ExportOptions withSubpath(String newSubpath) {
    return new ExportOptions(newSubpath, prefix, repeats);
  }

  /// Put in front of each name as it is, so that a directory ends with `/`. Default: nothing.
  public ExportOptions withPrefix(String newPrefix) {
    return new ExportOptions(subpath, newPrefix, repeats);
  }

  /// How repeated content is written. Default: [Repeats#LINKS].
  public ExportOptions withRepeats(Repeats newRepeats) {
    return new ExportOptions(subpath, prefix, newRepeats);
  }

  String subpath() {
    return subpath;
  }

  String prefix() {
    return prefix;
  }

  Repeats repeats() {
    return repeats;
  }
}
