// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import java.util.List;

/// What a running `Fsck` tells its listener.
///
/// @since 0.1
public sealed interface FsckEvent {
  /// The refs are being checked.
  record ValidatingRefs() implements FsckEvent {}

  /// The collection refs are being checked.
  record ValidatingCollectionRefs() implements FsckEvent {}

  /// The commits are being listed.
  record EnumeratingCommits() implements FsckEvent {}

  /// The content check begins.
  ///
  /// @param commits how many complete commits are checked
  record VerifyingContent(int commits) implements FsckEvent {}

  /// Objects were verified.
  ///
  /// @param done how many so far
  /// @param total how many there are
  record Progress(long done, long total) implements FsckEvent {}

  /// A ref names a commit that is not stored.
  ///
  /// @param name the commit object
  record RefTargetMissing(ObjectName name) implements FsckEvent {}

  /// An object that commits need is not stored.
  ///
  /// @param name the object
  /// @param commits the commits that need it
  record Missing(ObjectName name, List<Checksum> commits) implements FsckEvent {}

  /// An object is damaged.
  ///
  /// @param name the object
  /// @param message what is wrong, naming the commits that need it
  record Damaged(ObjectName name, String message) implements FsckEvent {}

  /// A commit was marked partial, since something it needs is missing or was deleted.
  ///
  /// @param commit the commit
  record MarkedPartial(Checksum commit) implements FsckEvent {}

  /// A missing parent got a tombstone.
  ///
  /// @param commit the parent
  record TombstoneAdded(Checksum commit) implements FsckEvent {}
}
