// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// What a directory entry is.
///
/// @since 0.1
public enum FileType {
  /// A regular file.
  REGULAR,
  /// A directory.
  DIRECTORY,
  /// A symbolic link.
  SYMLINK,
  /// A character device.
  CHARACTER_DEVICE,
  /// A block device.
  BLOCK_DEVICE,
  /// A named pipe.
  FIFO,
  /// A socket.
  SOCKET,
  /// Not told by the file system while listing; ask for the status.
  UNKNOWN;

  static final int MASK = 0170000;

  /// The type that these mode bits (`st_mode`) name.
  public static FileType ofMode(int mode) {
    return switch (mode & MASK) {
      case 0100000 -> REGULAR;
      case 0040000 -> DIRECTORY;
      case 0120000 -> SYMLINK;
      case 0020000 -> CHARACTER_DEVICE;
      case 0060000 -> BLOCK_DEVICE;
      case 0010000 -> FIFO;
      case 0140000 -> SOCKET;
      default -> UNKNOWN;
    };
  }

  /// The type bits of a mode (`S_IFMT`) which name this type; 0 for [#UNKNOWN].
  public int modeBits() {
    return switch (this) {
      case REGULAR -> 0100000;
      case DIRECTORY -> 0040000;
      case SYMLINK -> 0120000;
      case CHARACTER_DEVICE -> 0020000;
      case BLOCK_DEVICE -> 0060000;
      case FIFO -> 0010000;
      case SOCKET -> 0140000;
      case UNKNOWN -> 0;
    };
  }
}
