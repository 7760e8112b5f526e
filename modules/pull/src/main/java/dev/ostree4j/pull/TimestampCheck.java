// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

/// Whether a pull may go back in time.
///
/// A commit that is replayed later has a good signature, but an old time.
///
/// @since 0.1
public sealed interface TimestampCheck {
  /// Any commit may come.
  record Off() implements TimestampCheck {}

  /// A ref's new commit must not be older than the one it names here, if it names one.
  record AgainstRef() implements TimestampCheck {}

  /// Each ref's new commit must not be older than this one.
  ///
  /// @param revision a commit or ref that is here
  record AgainstRevision(String revision) implements TimestampCheck {}
}
