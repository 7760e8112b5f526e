// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// How a lock excludes others.
///
/// @since 0.1
public enum LockKind {
  /// Many may hold it together, none while one holds it exclusively.
  SHARED,
  /// One alone may hold it.
  EXCLUSIVE
}
