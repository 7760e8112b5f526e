// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

/// What a finished `Fsck` found.
///
/// @param commits complete commits whose content was verified
/// @param objects objects verified
/// @param missing objects that commits need and that are not stored
/// @param damaged objects that do not match their name
/// @param partialCommits commits that were not verified, since they are marked partial
/// @param damagedCommits of the partial commits, those which an earlier check marked
/// @since 0.1
public record FsckReport(
    int commits, long objects, long missing, long damaged, int partialCommits, int damagedCommits) {
  /// True when nothing is missing or damaged, now or by the marks of an earlier check.
  public boolean isClean() {
    return !foundDamage() && damagedCommits == 0;
  }

  /// True when this check itself found something missing or damaged.
  public boolean foundDamage() {
    return missing > 0 || damaged > 0;
  }
}
