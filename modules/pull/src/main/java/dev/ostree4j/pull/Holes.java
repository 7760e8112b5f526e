// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

/// Whether the source may lack an object: it may when its own mark says that the commit is partial
/// there.
enum Holes {
  /// What is missing ends the pull.
  REFUSED,
  /// What is missing there will be missing here.
  COPIED
}
