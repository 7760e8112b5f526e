// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

/// Told what a server does, line by line. Called by many threads, but never by two at once.
///
/// @since 0.1
@FunctionalInterface
public interface ServerLog {
  /// Takes a line of text, without its end. Names in it are as clients sent them, control
  /// characters included.
  void line(String line);
}
