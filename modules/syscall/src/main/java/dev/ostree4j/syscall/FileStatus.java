// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.time.Instant;

/// What the kernel knows about a file, a symlink or a directory.
///
/// @param device the file system it lives on
/// @param inode its number there
/// @param mode type and permission bits (`st_mode`)
/// @param links the number of its names
/// @param uid the owner
/// @param gid the owning group
/// @param rdev the device number, when it is a device node
/// @param sizeBytes the length of the content, or of a symlink's target
/// @param blocks the space taken on disk, in units of 512 bytes
/// @param modifiedSeconds last change of the content, seconds of the epoch
/// @param modifiedNanos the rest, in nanoseconds
/// @param changedSeconds last change of the inode (`st_ctime`), seconds of the epoch
/// @param changedNanos the rest, in nanoseconds
/// @since 0.1
public record FileStatus(
    long device,
    long inode,
    int mode,
    int links,
    int uid,
    int gid,
    long rdev,
    long sizeBytes,
    long blocks,
    long modifiedSeconds,
    int modifiedNanos,
    long changedSeconds,
    int changedNanos) {

  /// What it is.
  public FileType type() {
    return FileType.ofMode(mode);
  }

  /// The permission bits, with setuid, setgid and sticky.
  public int permissions() {
    return mode & 07777;
  }

  /// Whether it is a regular file.
  public boolean isRegular() {
    return type() == FileType.REGULAR;
  }

  /// Whether it is a directory.
  public boolean isDirectory() {
    return type() == FileType.DIRECTORY;
  }

  /// Whether it is a symbolic link.
  public boolean isSymlink() {
    return type() == FileType.SYMLINK;
  }

  /// When the content was changed last.
  public Instant modified() {
    return Instant.ofEpochSecond(modifiedSeconds, modifiedNanos);
  }

  /// When the inode was changed last.
  public Instant changed() {
    return Instant.ofEpochSecond(changedSeconds, changedNanos);
  }

  /// Whether both are the same inode of the same file system.
  public boolean isSameFile(FileStatus other) {
    return device == other.device && inode == other.inode;
  }
}
