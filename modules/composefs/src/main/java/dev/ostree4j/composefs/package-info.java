// SPDX-License-Identifier: LGPL-2.1-or-later

/// Composefs images: an EROFS file system whose files have no content but attributes by which
/// overlayfs finds it elsewhere. All numbers are little endian.
///
/// ```text
/// 0  header        magic d078629a | version 1 | flags | format version 0 | zeros to 32 1024
/// superblock    128 bytes 1152  inodes        in slots of 32 bytes, breadth first, children by
/// name; number = position / 32
///        shared xattrs those which several inodes have, each once; zeros to the next block
///        data          in blocks of 4096: entries of directories, targets of long symlinks
/// ```
///
/// An inode is its fixed part (32 or 64 bytes), its extended attributes, and its *tail*: entries
/// of a directory, the target of a symlink or the chunks of a file, when they fit there. No tail
/// crosses a block but for chunks that are larger than one.
package dev.ostree4j.composefs;
