// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/// What happens during a fetch.
///
/// @since 0.1
public sealed interface FetchEvent {

  /// A server answers with the file.
  ///
  /// @param from the URL, without user and password
  /// @param sizeBytes how long the body is, if the server tells; it need not be true
  /// @since 0.1
  record Answered(URI from, OptionalLong sizeBytes) implements FetchEvent {}

  /// A part of the body came.
  ///
  /// @param bytes as they came, before decoding
  /// @since 0.1
  record Received(int bytes) implements FetchEvent {}

  /// One place failed; the next one is tried.
  ///
  /// @param reason how it failed
  /// @since 0.1
  record Skipped(FetchException reason) implements FetchEvent {}

  /// All places failed; they are tried again after a wait.
  ///
  /// @param reason how the last one failed
  /// @param attempt the number of the next attempt, from 1 on
  /// @param pause how long the wait is
  /// @since 0.1
  record Retried(FetchException reason, int attempt, Duration pause) implements FetchEvent {}
}
