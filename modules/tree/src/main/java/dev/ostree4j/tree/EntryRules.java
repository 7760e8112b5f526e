// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.repo.RepoMode;
import java.util.Optional;

/// What the options of an import make of each path: skip list, owner, read-only executables, stat
/// overrides, filter, canonical permissions, in this order.
final class EntryRules {

  private static final int EXECUTABLE_BITS = 0111;
  private static final int WRITE_BITS = 0222;
  private static final int CANONICAL_BITS = 0755;

  private final ImportOptions options;
  private final boolean canonical;

  EntryRules(ImportOptions options, RepoMode mode) {
    this.options = options;
    this.canonical =
        options.permissions() == ImportOptions.Permissions.CANONICAL
            || mode == RepoMode.BARE_USER_ONLY;
  }

  /// True when the caller's own filter takes part, which is called from the walking thread only.
  boolean callsBack() {
    return options.filter().isPresent();
  }

  /// True when some rule looks at paths, so that a path may be skipped.
  boolean mayDependOnPath() {
    return options.skipList().isPresent()
        || options.statOverrides().isPresent()
        || options.filter().isPresent();
  }

  /// True when a file may be stored with other attributes than it has, so that a known inode is not
  /// proof enough.
  boolean mayChange() {
    return mayDependOnPath()
        || options.uid().isPresent()
        || options.gid().isPresent()
        || options.readOnlyExecutables()
        || canonical;
  }

  boolean canonical() {
    return canonical;
  }

  /// What to store for a directory below the root of an imported directory.
  ///
  /// The reference program asks its rules twice there and keeps the second answer, so that an
  /// addition to the mode, which counts once, is lost. Same input, same bytes.
  Optional<EntryAttributes> applyToSubdirectory(String path, EntryAttributes found) {
    options.statOverrides().ifPresent(overrides -> overrides.apply(path, found));
    return apply(path, found);
  }

  /// What to store, or empty to leave the path out.
  Optional<EntryAttributes> apply(String path, EntryAttributes found) {
    if (options.skipList().isPresent() && options.skipList().get().matches(path)) {
      return Optional.empty();
    }
    EntryAttributes changed = found;
    if (options.uid().isPresent()) {
      changed = changed.withUid(options.uid().getAsInt());
    }
    if (options.gid().isPresent()) {
      changed = changed.withGid(options.gid().getAsInt());
    }
    if (options.readOnlyExecutables()
        && changed.isRegular()
        && (changed.mode() & EXECUTABLE_BITS) != 0) {
      changed = changed.withPermissions(changed.mode() & ~WRITE_BITS);
    }
    if (options.statOverrides().isPresent()) {
      changed = options.statOverrides().get().apply(path, changed);
    }
    if (options.filter().isPresent()) {
      return options.filter().get().apply(path, changed).map(this::canonicalised);
    }
    return Optional.of(canonicalised(changed));
  }

  private EntryAttributes canonicalised(EntryAttributes attributes) {
    if (!canonical) {
      return attributes;
    }
    boolean hasMode = attributes.isRegular() || attributes.isDirectory();
    int bits = hasMode ? attributes.mode() & CANONICAL_BITS : attributes.mode();
    return attributes.withUid(0).withGid(0).withPermissions(bits);
  }
}
