// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// Why a commit is not complete in a repository.
///
/// @since 0.1
public enum PartialReason {
  /// Not everything was pulled.
  NOT_PULLED(""),
  /// A check found objects missing or damaged.
  FSCK("f");

  private final String content;

  PartialReason(String content) {
    this.content = content;
  }

  /// What stands in the mark.
  String content() {
    return content;
  }
}
