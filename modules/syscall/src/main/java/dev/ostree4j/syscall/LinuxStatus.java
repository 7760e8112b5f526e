// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks: status of files and file systems, symlinks, directories.
///
/// `statx` is used for all of the first, since its struct is the same on every processor.
final class LinuxStatus {
  private static final int BASIC_STATS = 0x7ff;

  /// `ST_RDONLY` in the flags of `struct statfs`.
  private static final long READ_ONLY = 1;

  /// The fixed part of `struct linux_dirent64`: inode, offset, record length, type.
  private static final int ENTRY_NAME = 19;

  private final Gate gate;
  private final LinuxOpener opener;

  LinuxStatus(Gate gate, LinuxOpener opener) {
    this.gate = gate;
    this.opener = opener;
  }

  FileStatus ofOpen(Descriptor descriptor) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      long result = statx(s, Call.STATX_OPEN, file.number(), "", Abi.AT_EMPTY_PATH);
      Gate.check(result, Call.STATX_OPEN, file.path);
      return parse(s);
    }
  }

  FileStatus of(Descriptor at, String path) throws IOException {
    try (LinuxPlace place = opener.place(Call.STATX, at, path);
        Scratch s = gate.pool.borrow()) {
      Gate.check(statx(s, place), Call.STATX, path);
      return parse(s);
    }
  }

  Optional<FileStatus> find(Descriptor at, String path) throws IOException {
    LinuxPlace found;
    try {
      found = opener.place(Call.STATX, at, path);
    } catch (NoSuchFileException parentAbsent) {
      return Optional.empty();
    }
    // Asked often with the answer no, which therefore should not cost an exception.
    try (LinuxPlace place = found;
        Scratch s = gate.pool.borrow()) {
      long result = statx(s, place);
      if (result == -Errno.ENOENT) {
        return Optional.empty();
      }
      Gate.check(result, Call.STATX, path);
      return Optional.of(parse(s));
    }
  }

  FileSystemStatus fileSystem(Descriptor descriptor) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      long result = Gate.call(s, Call.FSTATFS, file.number(), s.struct(), 0, 0);
      Gate.check(result, Call.FSTATFS, file.path);
      long fragment = s.getLong(72);
      return new FileSystemStatus(
          fragment != 0 ? fragment : s.getLong(8),
          s.getLong(16),
          s.getLong(24),
          s.getLong(32),
          (s.getLong(80) & READ_ONLY) != 0);
    }
  }

  String readLink(Descriptor at, String path) throws IOException {
    try (LinuxPlace place = opener.place(Call.READLINKAT, at, path);
        Scratch s = gate.pool.borrow()) {
      long room = s.buffer().address();
      // No target is longer than a path may be, so the buffer is never too small.
      long length =
          Gate.call(
              s, Call.READLINKAT, place.directory, s.path(place.name), room, Scratch.BUFFER_BYTES);
      Gate.check(length, Call.READLINKAT, path);
      return FileNames.decode(s.copyBuffer((int) length));
    }
  }

  List<DirectoryEntry> list(Descriptor directory) throws IOException {
    LinuxDescriptor at = LinuxDescriptor.of(directory);
    List<DirectoryEntry> entries = new ArrayList<>();
    // The position in a directory belongs to the open number: two listings must take turns.
    synchronized (at) {
      try (Scratch s = gate.pool.borrow()) {
        Gate.check(Gate.call(s, Call.LSEEK, at.number(), 0, 0, 0), Call.GETDENTS, at.path);
        long room = s.buffer().address();
        long length;
        do {
          length = Gate.call(s, Call.GETDENTS, at.number(), room, Scratch.BUFFER_BYTES, 0);
          Gate.check(length, Call.GETDENTS, at.path);
          parseEntries(s, (int) length, entries);
        } while (length > 0);
      }
    }
    return entries;
  }

  private static void parseEntries(Scratch s, int length, List<DirectoryEntry> entries) {
    byte[] bytes = s.copyBuffer(length);
    ByteBuffer records = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int at = 0; at < length; ) {
      int end = at + Short.toUnsignedInt(records.getShort(at + 16));
      int start = at + ENTRY_NAME;
      int stop = start;
      while (stop < end && bytes[stop] != 0) {
        stop++;
      }
      if (!isDots(bytes, start, stop)) {
        // The type is that of a mode, shifted; 0 where the file system does not tell.
        FileType type = FileType.ofMode(bytes[at + 18] << 12);
        long inode = records.getLong(at);
        entries.add(new DirectoryEntry(FileNames.decode(bytes, start, stop - start), type, inode));
      }
      at = end;
    }
  }

  private static boolean isDots(byte[] bytes, int start, int stop) {
    int length = stop - start;
    return bytes[start] == '.' && (length == 1 || length == 2 && bytes[start + 1] == '.');
  }

  /// The mode of an open number, or the negative error number.
  static long ofNumber(Scratch s, int number) {
    long result = statx(s, Call.STATX_OPEN, number, "", Abi.AT_EMPTY_PATH);
    return result < 0 ? result : s.getInt(28) & 0xFFFF;
  }

  private static long statx(Scratch s, LinuxPlace place) {
    int flags = Abi.AT_SYMLINK_NOFOLLOW | Abi.AT_NO_AUTOMOUNT;
    return statx(s, Call.STATX, place.directory, place.name, flags);
  }

  private static long statx(Scratch s, Call call, int directory, String name, int flags) {
    return Gate.call(s, call, directory, s.path(name), flags, BASIC_STATS, s.struct(), 0);
  }

  /// Reads `struct statx`.
  private static FileStatus parse(Scratch s) {
    return new FileStatus(
        device(s.getInt(136), s.getInt(140)),
        s.getLong(32),
        s.getInt(28) & 0xFFFF,
        s.getInt(16),
        s.getInt(20),
        s.getInt(24),
        device(s.getInt(128), s.getInt(132)),
        s.getLong(40),
        s.getLong(48),
        s.getLong(112),
        s.getInt(120),
        s.getLong(96),
        s.getInt(104));
  }

  /// Joins the two parts of a device number as the C library does.
  private static long device(int major, int minor) {
    return (long) (major & 0xFFFFF000) << 32
        | (major & 0xFFFL) << 8
        | (minor & 0xFFFFFF00L) << 12
        | minor & 0xFFL;
  }
}
