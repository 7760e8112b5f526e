// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// One name in a directory.
///
/// @param name the name, decoded as [FileNames] says
/// @param type what it is; [FileType#UNKNOWN] where the file system does not tell
/// @param inode its number, 0 where unknown
/// @since 0.1
public record DirectoryEntry(String name, FileType type, long inode) {}
