// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.time.Instant;

/// Changes directories, and what is known of a file: names, owners, modes, times.
final class LinuxNames {
  static final int REPLACE = 0;
  static final int NO_REPLACE = 1;
  static final int EXCHANGE = 2;

  private final Gate gate;
  private final LinuxOpener opener;

  LinuxNames(Gate gate, LinuxOpener opener) {
    this.gate = gate;
    this.opener = opener;
  }

  void link(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException {
    try (LinuxPlace source = opener.place(Call.LINKAT, fromAt, from);
        LinuxPlace target = opener.place(Call.LINKAT, toAt, to);
        Scratch s = gate.pool.borrow()) {
      long result = link(s, source.directory, source.name, target, 0);
      Gate.check(result, Call.LINKAT, culprit(result, from, to));
    }
  }

  void linkUnnamed(Descriptor file, Descriptor at, String path) throws IOException {
    int number = LinuxDescriptor.number(file);
    try (LinuxPlace target = opener.place(Call.LINKAT, at, path);
        Scratch s = gate.pool.borrow()) {
      String magic = "/proc/self/fd/" + number;
      long result = link(s, Abi.WORKING_DIRECTORY, magic, target, Abi.AT_SYMLINK_FOLLOW);
      if (result == -Errno.ENOENT) {
        // Where /proc is not mounted there is another way, but it may need a privilege.
        result = link(s, number, "", target, Abi.AT_EMPTY_PATH);
      }
      Gate.check(result, Call.LINKAT, path);
    }
  }

  private static long link(Scratch s, int directory, String name, LinuxPlace target, int flags) {
    long from = s.path(name);
    long to = s.secondPath(target.name);
    return Gate.call(s, Call.LINKAT, directory, from, target.directory, to, flags, 0);
  }

  void rename(Descriptor fromAt, String from, Descriptor toAt, String to, int flags)
      throws IOException {
    try (LinuxPlace source = opener.place(Call.RENAMEAT2, fromAt, from);
        LinuxPlace target = opener.place(Call.RENAMEAT2, toAt, to);
        Scratch s = gate.pool.borrow()) {
      long one = s.path(source.name);
      long two = s.secondPath(target.name);
      long result =
          Gate.call(s, Call.RENAMEAT2, source.directory, one, target.directory, two, flags, 0);
      Gate.check(result, Call.RENAMEAT2, culprit(result, from, to));
    }
  }

  /// Which of two paths an error is about.
  private static String culprit(long result, String from, String to) {
    return result == -Errno.EEXIST || result == -Errno.ENOTEMPTY ? to : from;
  }

  void unlink(Descriptor at, String path, int flags) throws IOException {
    try (LinuxPlace place = opener.place(Call.UNLINKAT, at, path);
        Scratch s = gate.pool.borrow()) {
      long name = s.path(place.name);
      long result = Gate.call(s, Call.UNLINKAT, place.directory, name, flags, 0);
      Gate.check(result, Call.UNLINKAT, path);
    }
  }

  void makeDirectory(Descriptor at, String path, int mode) throws IOException {
    try (LinuxPlace place = opener.place(Call.MKDIRAT, at, path);
        Scratch s = gate.pool.borrow()) {
      long name = s.path(place.name);
      long result = Gate.call(s, Call.MKDIRAT, place.directory, name, mode, 0);
      Gate.check(result, Call.MKDIRAT, path);
    }
  }

  void symlink(String target, Descriptor at, String path) throws IOException {
    try (LinuxPlace place = opener.place(Call.SYMLINKAT, at, path);
        Scratch s = gate.pool.borrow()) {
      long content = s.path(target);
      long name = s.secondPath(place.name);
      long result = Gate.call(s, Call.SYMLINKAT, content, place.directory, name, 0);
      Gate.check(result, Call.SYMLINKAT, path);
    }
  }

  void makeNode(Descriptor at, String path, int mode, long device) throws IOException {
    try (LinuxPlace place = opener.place(Call.MKNODAT, at, path);
        Scratch s = gate.pool.borrow()) {
      long name = s.path(place.name);
      long result = Gate.call(s, Call.MKNODAT, place.directory, name, mode, device);
      Gate.check(result, Call.MKNODAT, path);
    }
  }

  void changeOwner(Descriptor descriptor, int uid, int gid) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      long result = Gate.call(s, Call.FCHOWN, file.number(), uid, gid, 0);
      Gate.check(result, Call.FCHOWN, file.path);
    }
  }

  void changeOwner(Descriptor at, String path, int uid, int gid) throws IOException {
    try (LinuxPlace place = opener.place(Call.FCHOWNAT, at, path);
        Scratch s = gate.pool.borrow()) {
      long name = s.path(place.name);
      int flags = Abi.AT_SYMLINK_NOFOLLOW;
      long result = Gate.call(s, Call.FCHOWNAT, place.directory, name, uid, gid, flags, 0);
      Gate.check(result, Call.FCHOWNAT, path);
    }
  }

  void changeMode(Descriptor descriptor, int mode) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      long result = Gate.call(s, Call.FCHMOD, file.number(), mode, 0, 0);
      Gate.check(result, Call.FCHMOD, file.path);
    }
  }

  void changeMode(Descriptor at, String path, int mode) throws IOException {
    try (LinuxPlace place = opener.place(Call.FCHMODAT, at, path);
        Scratch s = gate.pool.borrow()) {
      long name = s.path(place.name);
      int flags = Abi.AT_SYMLINK_NOFOLLOW;
      long result = Gate.call(s, Call.FCHMODAT2, place.directory, name, mode, flags);
      if (result == -Errno.ENOSYS || result == -Errno.EPERM) {
        result = changeModeThroughProc(s, place, mode);
      }
      Gate.check(result, Call.FCHMODAT, path);
    }
  }

  /// The way of kernels before 6.6, whose `fchmodat` follows symlinks: hold the file itself, make
  /// sure that it is no symlink, and change what is held.
  private static long changeModeThroughProc(Scratch s, LinuxPlace place, int mode) {
    int flags = Abi.PATH_ONLY | Abi.CURRENT.noFollow() | Abi.CLOSE_ON_EXEC;
    long held = Gate.call(s, Call.OPENAT, place.directory, s.path(place.name), flags, 0);
    if (held < 0) {
      return held;
    }
    int fd = (int) held;
    try {
      long status = LinuxStatus.ofNumber(s, fd);
      if (status < 0) {
        return status;
      }
      if (FileType.ofMode((int) status) == FileType.SYMLINK) {
        return -Errno.EOPNOTSUPP;
      }
      long magic = s.path("/proc/self/fd/" + fd);
      return Gate.call(s, Call.FCHMODAT, Abi.WORKING_DIRECTORY, magic, mode, 0);
    } finally {
      Gate.close(s, fd);
    }
  }

  void setTimes(Descriptor descriptor, Instant accessed, Instant modified) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      putTimes(s, accessed, modified);
      // Without a path the descriptor itself is meant.
      long result = Gate.call(s, Call.UTIMENSAT, file.number(), 0, s.struct(), 0);
      Gate.check(result, Call.UTIMENSAT, file.path);
    }
  }

  void setTimes(Descriptor at, String path, Instant accessed, Instant modified) throws IOException {
    try (LinuxPlace place = opener.place(Call.UTIMENSAT, at, path);
        Scratch s = gate.pool.borrow()) {
      putTimes(s, accessed, modified);
      long name = s.path(place.name);
      int flags = Abi.AT_SYMLINK_NOFOLLOW;
      long result = Gate.call(s, Call.UTIMENSAT, place.directory, name, s.struct(), flags);
      Gate.check(result, Call.UTIMENSAT, path);
    }
  }

  private static void putTimes(Scratch s, Instant accessed, Instant modified) {
    s.putLong(0, accessed.getEpochSecond());
    s.putLong(8, accessed.getNano());
    s.putLong(16, modified.getEpochSecond());
    s.putLong(24, modified.getNano());
  }
}
