// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What `java.nio.file` knows of a file, and how modes are told to it.
final class PortableStatus {
  private static final int PERMISSIONS_UNKNOWN = 0644;
  private static final int PERMISSIONS_UNKNOWN_DIRECTORY = 0755;

  /// In the order of the bits, highest first.
  private static final PosixFilePermission[] BITS = {
    PosixFilePermission.OWNER_READ,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_EXECUTE
  };

  private final boolean hasUnix;
  private final boolean hasPosix;

  PortableStatus(FileSystem fileSystem) {
    Set<String> views = fileSystem.supportedFileAttributeViews();
    // Other providers have a view of this name too, whose numbers mean nothing.
    hasUnix = fileSystem == FileSystems.getDefault() && views.contains("unix");
    hasPosix = views.contains("posix");
  }

  boolean hasPosix() {
    return hasPosix;
  }

  static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < BITS.length; i++) {
      if ((mode & 0400 >> i) != 0) {
        permissions.add(BITS[i]);
      }
    }
    return permissions;
  }

  private static int bits(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (int i = 0; i < BITS.length; i++) {
      if (permissions.contains(BITS[i])) {
        bits |= 0400 >> i;
      }
    }
    return bits;
  }

  FileStatus read(Path path) throws IOException {
    if (hasUnix) {
      return unix(Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS));
    }
    if (hasPosix) {
      PosixFileAttributes found =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return basic(path, found, bits(found.permissions()));
    }
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    int guess = found.isDirectory() ? PERMISSIONS_UNKNOWN_DIRECTORY : PERMISSIONS_UNKNOWN;
    return basic(path, found, guess);
  }

  private static FileStatus unix(Map<String, Object> found) {
    FileTime modified = (FileTime) found.get("lastModifiedTime");
    FileTime changed = (FileTime) found.get("ctime");
    long size = (Long) found.get("size");
    return new FileStatus(
        (Long) found.get("dev"),
        (Long) found.get("ino"),
        (Integer) found.get("mode"),
        (Integer) found.get("nlink"),
        (Integer) found.get("uid"),
        (Integer) found.get("gid"),
        (Long) found.get("rdev"),
        size,
        blocks(size),
        modified.toInstant().getEpochSecond(),
        modified.toInstant().getNano(),
        changed.toInstant().getEpochSecond(),
        changed.toInstant().getNano());
  }

  /// Not every provider tells the length of a symlink's target, so it is measured.
  private static FileStatus basic(Path path, BasicFileAttributes found, int permissions)
      throws IOException {
    FileTime modified = found.lastModifiedTime();
    long size =
        found.isSymbolicLink()
            ? FileNames.encode(Files.readSymbolicLink(path).toString()).length
            : found.size();
    return new FileStatus(
        0,
        inode(path, found.fileKey()),
        type(found).modeBits() | (found.isSymbolicLink() ? 0777 : permissions),
        1,
        0,
        0,
        0,
        size,
        blocks(size),
        modified.toInstant().getEpochSecond(),
        modified.toInstant().getNano(),
        modified.toInstant().getEpochSecond(),
        modified.toInstant().getNano());
  }

  static FileType type(BasicFileAttributes found) {
    if (found.isRegularFile()) {
      return FileType.REGULAR;
    }
    if (found.isDirectory()) {
      return FileType.DIRECTORY;
    }
    return found.isSymbolicLink() ? FileType.SYMLINK : FileType.UNKNOWN;
  }

  private static long inode(Path path, Object key) {
    return switch (key) {
      case Number number -> number.longValue();
      case null -> path.toAbsolutePath().normalize().hashCode();
      default -> key.hashCode();
    };
  }

  private static long blocks(long sizeBytes) {
    return (sizeBytes + 511) / 512;
  }

  static FileSystemStatus fileSystem(Path path) throws IOException {
    FileStore store = Files.getFileStore(path);
    long block;
    try {
      block = store.getBlockSize();
    } catch (UnsupportedOperationException untold) {
      block = 1;
    }
    return new FileSystemStatus(
        block,
        store.getTotalSpace() / block,
        store.getUnallocatedSpace() / block,
        store.getUsableSpace() / block,
        store.isReadOnly());
  }
}
