// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.sign.OpenPgpSignature;
import java.util.List;

/// What a running pull tells its listener.
///
/// How much there is to do is known only as directories arrive: each `Asked` adds one object to it,
/// and each `Imported` takes one away.
///
/// @since 0.1
public sealed interface PullEvent {
  /// It is decided what is to be pulled.
  ///
  /// @param commits the commits at which it starts
  record Planned(int commits) implements PullEvent {}

  /// An object is missing here and will be fetched.
  ///
  /// @param name the object
  record Asked(ObjectName name) implements PullEvent {}

  /// An object arrived over the net; it is not verified yet.
  ///
  /// @param name the object
  /// @param sizeBytes how many bytes were transferred for it
  record Fetched(ObjectName name, long sizeBytes) implements PullEvent {}

  /// Something came over the net; told some times a second while there is more to come.
  ///
  /// @param bytesTotal what came so far of objects, deltas and lists of deltas, in bytes, half-done
  ///     ones included
  record Received(long bytesTotal) implements PullEvent {}

  /// Static deltas are used, or one of their parts is done.
  ///
  /// @param count how far they are
  record Deltas(DeltaCount count) implements PullEvent {}

  /// An object was stored that was not here before.
  ///
  /// @param name the object
  record Imported(ObjectName name) implements PullEvent {}

  /// The OpenPGP signatures that the remote demands of a commit were looked at; when none is valid
  /// the pull ends. Stands for the signal `gpg-verify-result`.
  ///
  /// @param commit the commit
  /// @param signatures all of them, at least one
  record Judged(Checksum commit, List<OpenPgpSignature> signatures) implements PullEvent {
    /// The list is copied.
    public Judged {
      signatures = List.copyOf(signatures);
    }
  }

  /// A commit arrived and is what the remote demands; what it holds is brought next.
  ///
  /// @param commit the commit
  record Accepted(Checksum commit) implements PullEvent {}

  /// The summary that was kept of the remote is not what it demands: it is about to be forgotten,
  /// and fetched anew.
  ///
  /// @param remote the remote
  /// @param reason why it is refused
  record CachedSummaryRefused(RemoteName remote, String reason) implements PullEvent {}

  /// All objects arrived; they become visible now.
  record Publishing() implements PullEvent {}
}
