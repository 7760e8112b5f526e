// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.time.Duration;

/// What goes wrong at a call.
///
/// @since 0.1
public sealed interface Fault {
  /// The call does nothing and fails with this error number.
  ///
  /// @param errno one of [dev.ostree4j.syscall.Errno]
  record Fail(int errno) implements Fault {}

  /// The call waits first, then works.
  ///
  /// @param time how long
  record Delay(Duration time) implements Fault {}

  /// The machine dies just before the call: it and every later call does nothing and throws
  /// [CutOffException]. Only closing still gives descriptors back.
  record CutOff() implements Fault {}

  /// A write writes only so many bytes and then fails; any other call just fails.
  ///
  /// @param bytes how many bytes reach the file
  /// @param errno why the rest did not, usually [dev.ostree4j.syscall.Errno#ENOSPC]
  record ShortWrite(int bytes, int errno) implements Fault {}

  /// A write writes only so many bytes and then the machine dies as in [CutOff].
  ///
  /// @param bytes how many bytes reach the file
  record TornWrite(int bytes) implements Fault {}
}
