// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import java.util.Objects;
import java.util.Optional;

/// Which delta: the commit it starts from, if any, and the commit it leads to.
///
/// As text, `HEX-HEX` or, from nothing, `HEX`. Stored below the repository in a directory that is
/// named in the base64 of file names:
///
/// ```text
/// deltas/ab/cdef…(41)-ghij…(43)/superblock, 0, 1, …
///        └── from ───┘ └─ to ─┘
/// deltas/gh/ij…(41)/superblock, 0, 1, …
///        └── to ──┘
/// delta-indexes/gh/ij…(41).index
/// ```
///
/// @param from the commit that must be there before; nothing when the delta starts from scratch
/// @param to the commit that is there afterwards
/// @since 0.1
public record DeltaName(Optional<Checksum> from, Checksum to) implements Comparable<DeltaName> {
  private static final int GROUP_LENGTH = 2;
  private static final String INDEX_SUFFIX = ".index";
  private static final int REST_LENGTH = Checksum.BASE64_LENGTH - GROUP_LENGTH;

  /// Neither part may be null.
  public DeltaName {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }

  /// The delta from one commit to another.
  public static DeltaName between(Checksum from, Checksum to) {
    return new DeltaName(Optional.of(from), to);
  }

  /// The delta from nothing to a commit.
  public static DeltaName fromScratch(Checksum to) {
    return new DeltaName(Optional.empty(), to);
  }

  /// The delta with this name as text.
  ///
  /// @throws IllegalArgumentException when the text is anything else; the message is the reference
  ///     program's
  public static DeltaName parse(String text) {
    int dash = text.indexOf('-');
    return dash < 0
        ? fromScratch(Checksum.parse(text))
        : between(
            Checksum.parse(text.substring(0, dash)), Checksum.parse(text.substring(dash + 1)));
  }

  /// The delta with this name as text, or nothing when the text is anything else.
  public static Optional<DeltaName> find(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return Checksum.find(text).map(DeltaName::fromScratch);
    }
    Optional<Checksum> from = Checksum.find(text.substring(0, dash));
    Optional<Checksum> to = Checksum.find(text.substring(dash + 1));
    return from.isPresent() && to.isPresent()
        ? Optional.of(between(from.get(), to.get()))
        : Optional.empty();
  }

  /// The delta in the directory `deltas/GROUP/NAME`, or nothing when no delta is called so.
  static Optional<DeltaName> ofDirectory(String group, String name) {
    if (group.length() != GROUP_LENGTH || name.length() < REST_LENGTH) {
      return Optional.empty();
    }
    Optional<Checksum> first = Checksum.findBase64(group + name.substring(0, REST_LENGTH));
    if (first.isEmpty() || name.length() == REST_LENGTH) {
      return first.map(DeltaName::fromScratch);
    }
    return name.charAt(REST_LENGTH) == '-'
        ? Checksum.findBase64(name.substring(REST_LENGTH + 1)).map(to -> between(first.get(), to))
        : Optional.empty();
  }

  /// The commit whose index is `delta-indexes/GROUP/NAME`, or nothing when no index is called so.
  static Optional<Checksum> ofIndex(String group, String name) {
    return name.endsWith(INDEX_SUFFIX)
        ? Checksum.findBase64(group + name.substring(0, name.length() - INDEX_SUFFIX.length()))
        : Optional.empty();
  }

  /// The delta's directory, relative to the repository; without a slash at its end.
  public String directory() {
    String first = from.orElse(to).base64();
    String path =
        "deltas/" + first.substring(0, GROUP_LENGTH) + "/" + first.substring(GROUP_LENGTH);
    return from.isPresent() ? path + "-" + to.base64() : path;
  }

  /// The delta's superblock, relative to the repository.
  public String superblockPath() {
    return directory() + "/superblock";
  }

  /// One of the delta's parts, relative to the repository; in the superblock, the key under which
  /// the part lies when it is inline.
  ///
  /// @param index from 0
  public String partPath(int index) {
    return directory() + "/" + index;
  }

  /// The key in the superblock under which the commit's detached metadata lies.
  public String detachedMetadataKey() {
    return directory() + "/commitmeta";
  }

  /// The list of all deltas that lead to a commit, relative to the repository.
  public static String indexPath(Checksum to) {
    String name = to.base64();
    return "delta-indexes/"
        + name.substring(0, GROUP_LENGTH)
        + "/"
        + name.substring(GROUP_LENGTH)
        + INDEX_SUFFIX;
  }

  /// In the order of the names as text.
  @Override
  public int compareTo(DeltaName other) {
    int first = from.orElse(to).compareTo(other.from.orElse(other.to));
    if (first != 0 || (from.isEmpty() && other.from.isEmpty())) {
      return first;
    }
    // One name may be the beginning of another.
    return from.isPresent() && other.from.isPresent()
        ? to.compareTo(other.to)
        : Boolean.compare(from.isPresent(), other.from.isPresent());
  }

  /// The name as text, `HEX-HEX` or `HEX`.
  @Override
  public String toString() {
    return from.map(commit -> commit + "-" + to).orElseGet(to::hex);
  }
}
