// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// The inode flags which this project names.
///
/// @since 0.1
public final class InodeFlags {
  /// The file cannot be changed, renamed, linked or removed (`chattr +i`).
  public static final int IMMUTABLE = 0x10;

  /// The file has fs-verity turned on; cannot be set this way.
  public static final int VERITY = 0x00100000;

  private InodeFlags() {}
}
