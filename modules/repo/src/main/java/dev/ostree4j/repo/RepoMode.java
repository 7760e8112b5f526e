// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.util.Optional;

/// How a repository stores content objects.
///
/// @since 0.1
public enum RepoMode {
  /// Files as they are checked out: owner, permissions and extended attributes are the file's own.
  BARE("bare"),
  /// Files of one user; owner, permissions and extended attributes are kept in an attribute.
  BARE_USER("bare-user"),
  /// Files of one user; only the permissions are kept.
  BARE_USER_ONLY("bare-user-only"),
  /// As bare, but the extended attributes are objects of their own.
  BARE_SPLIT_XATTRS("bare-split-xattrs"),
  /// Compressed files behind a header, for serving.
  ARCHIVE("archive-z2");

  private final String configText;

  RepoMode(String configText) {
    this.configText = configText;
  }

  /// The name in `core.mode`.
  public String configText() {
    return configText;
  }

  /// Whether content is stored compressed behind a header.
  public boolean isArchive() {
    return this == ARCHIVE;
  }

  /// The mode of this name; `archive` is short for `archive-z2`.
  public static Optional<RepoMode> find(String text) {
    if (text.equals("archive")) {
      return Optional.of(ARCHIVE);
    }
    for (RepoMode mode : values()) {
      if (mode.configText.equals(text)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  /// The mode of this name, which must be one.
  public static RepoMode parse(String text) throws RepoException.InvalidConfig {
    return find(text)
        .orElseThrow(
            () ->
                new RepoException.InvalidConfig(
                    "Invalid mode '" + text + "' in repository configuration"));
  }
}
