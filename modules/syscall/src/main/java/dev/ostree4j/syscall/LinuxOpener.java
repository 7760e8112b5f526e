// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.util.Optional;

/// Turns paths into open numbers, and lets no symlink or `..` lead astray on the way.
///
/// A single name needs only `O_NOFOLLOW`. For longer paths `openat2` checks every component; where
/// the kernel is too old for it, or a sandbox forbids it, the components are opened one by one.
final class LinuxOpener {
  private static final int BENEATH = 0x08;
  private static final int NO_SYMLINKS = 0x04;

  /// `struct open_how`: flags, mode, resolve.
  private static final int HOW_BYTES = 24;

  /// A rename elsewhere may disturb the kernel's proof that a path stays beneath; it then asks to
  /// be called again. This often is enough for any honest neighbour.
  private static final int ATTEMPTS_MAX = 64;

  private enum Openat2 {
    UNKNOWN,
    PRESENT,
    MISSING
  }

  private final Gate gate;
  private volatile Openat2 openat2;

  LinuxOpener(Gate gate, boolean walksAlways) {
    this.gate = gate;
    this.openat2 = walksAlways ? Openat2.MISSING : Openat2.UNKNOWN;
  }

  /// Opens a path of the caller's, absolute or relative to the working directory.
  Descriptor openRoot(String path) throws IOException {
    int flags = Abi.READ_ONLY | Abi.CURRENT.directory() | Abi.CLOSE_ON_EXEC;
    try (Scratch s = gate.pool.borrow()) {
      long fd = Gate.call(s, Call.OPENAT, Abi.WORKING_DIRECTORY, s.path(path), flags, 0);
      return descriptor(Gate.check(fd, Call.OPENAT, path), path);
    }
  }

  Descriptor open(Descriptor at, String path, int flags, int mode) throws IOException {
    return descriptor(number(at, path, flags, mode), path);
  }

  /// Opens and makes sure that it is a regular file: reading a device or a pipe has effects, and
  /// its end is nowhere.
  Descriptor openRegular(Descriptor at, String path, int flags, LinuxStatus status)
      throws IOException {
    int calm = Abi.NON_BLOCKING | Abi.NO_TERMINAL;
    return regular(open(at, path, flags | calm, 0), path, status);
  }

  /// Opens for reading and follows symlinks that stay beneath; nothing where only a walk in Java
  /// can do that.
  Optional<Descriptor> openFollowing(Descriptor at, String path, LinuxStatus status)
      throws IOException {
    PathRules.check(Call.OPENAT2, path);
    if (!hasOpenat2()) {
      return Optional.empty();
    }
    int flags = Abi.READ_ONLY | Abi.NON_BLOCKING | Abi.NO_TERMINAL;
    int directory = LinuxDescriptor.number(at);
    long fd = Gate.check(openat2(directory, path, flags, 0, BENEATH), Call.OPENAT2, path);
    return Optional.of(regular(descriptor(fd, path), path, status));
  }

  private static Descriptor regular(Descriptor file, String path, LinuxStatus status)
      throws IOException {
    boolean accepted = false;
    try {
      FileType type = status.ofOpen(file).type();
      if (type != FileType.REGULAR) {
        int errno = type == FileType.DIRECTORY ? Errno.EISDIR : Errno.EINVAL;
        throw SyscallErrors.of(Call.OPENAT.label, path, errno);
      }
      accepted = true;
      return file;
    } finally {
      if (!accepted) {
        file.close();
      }
    }
  }

  /// A file without a name, or nothing where the file system has no such thing.
  Optional<Descriptor> openUnnamed(Descriptor directory, int mode) throws IOException {
    LinuxDescriptor at = LinuxDescriptor.of(directory);
    int flags = Abi.CURRENT.unnamed() | Abi.READ_WRITE | Abi.CLOSE_ON_EXEC;
    long fd;
    try (Scratch s = gate.pool.borrow()) {
      fd = Gate.call(s, Call.OPENAT, at.number(), s.path("."), flags, mode);
    }
    // EISDIR and EINVAL are the answers of kernels and file systems which do not know the flag.
    if (fd == -Errno.EOPNOTSUPP || fd == -Errno.EISDIR || fd == -Errno.EINVAL) {
      return Optional.empty();
    }
    return Optional.of(descriptor(Gate.check(fd, Call.OPENAT, at.path), at.path));
  }

  /// The directory in which the last component of the path lies, and that component.
  LinuxPlace place(Call call, Descriptor at, String path) throws IOException {
    int slash = PathRules.check(call, path);
    int directory = LinuxDescriptor.number(at);
    if (slash < 0) {
      return new LinuxPlace(gate, directory, path, false);
    }
    long parent = parent(directory, path, slash);
    Gate.check(parent, call, path);
    return new LinuxPlace(gate, (int) parent, path.substring(slash + 1), true);
  }

  private long number(Descriptor at, String path, int flags, int mode) throws IOException {
    int slash = PathRules.check(Call.OPENAT, path);
    int directory = LinuxDescriptor.number(at);
    long fd;
    if (slash < 0) {
      fd = openat(directory, path, flags, mode);
    } else if (hasOpenat2()) {
      fd = openat2(directory, path, flags | Abi.CURRENT.noFollow(), mode, BENEATH | NO_SYMLINKS);
    } else {
      try (LinuxPlace place = place(Call.OPENAT, at, path)) {
        fd = openat(place.directory, place.name, flags, mode);
      }
    }
    return Gate.check(fd, Call.OPENAT, path);
  }

  private long parent(int directory, String path, int slash) {
    int flags = Abi.PATH_ONLY | Abi.CURRENT.directory();
    if (slash == path.indexOf('/')) {
      return openat(directory, path.substring(0, slash), flags, 0);
    }
    return hasOpenat2()
        ? openat2(directory, path.substring(0, slash), flags, 0, BENEATH | NO_SYMLINKS)
        : walk(directory, path, slash);
  }

  private long walk(int directory, String path, int end) {
    int flags = Abi.PATH_ONLY | Abi.CURRENT.directory();
    int current = directory;
    for (int start = 0; start < end; ) {
      int slash = path.indexOf('/', start);
      long next = openat(current, path.substring(start, slash), flags, 0);
      if (current != directory) {
        closeQuietly(current);
      }
      if (next < 0) {
        return next;
      }
      current = (int) next;
      start = slash + 1;
    }
    return current;
  }

  private long openat(int directory, String name, int flags, int mode) {
    int all = flags | Abi.CURRENT.noFollow() | Abi.CLOSE_ON_EXEC;
    try (Scratch s = gate.pool.borrow()) {
      return Gate.call(s, Call.OPENAT, directory, s.path(name), all, mode);
    }
  }

  private long openat2(int directory, String path, int flags, int mode, int resolve) {
    try (Scratch s = gate.pool.borrow()) {
      s.putLong(0, flags | Abi.CLOSE_ON_EXEC);
      s.putLong(8, mode & 07777);
      s.putLong(16, resolve);
      long address = s.path(path);
      long result = -Errno.EAGAIN;
      for (int i = 0; i < ATTEMPTS_MAX && result == -Errno.EAGAIN; i++) {
        result = Gate.call(s, Call.OPENAT2, directory, address, s.struct(), HOW_BYTES);
      }
      return result;
    }
  }

  /// Asks once. A sandbox may answer EPERM, which an open of a certain file may answer too; the
  /// working directory tells the two apart.
  private boolean hasOpenat2() {
    if (openat2 == Openat2.UNKNOWN) {
      long fd = openat2(Abi.WORKING_DIRECTORY, ".", Abi.PATH_ONLY, 0, 0);
      if (fd >= 0) {
        closeQuietly((int) fd);
      }
      openat2 = fd == -Errno.ENOSYS || fd == -Errno.EPERM ? Openat2.MISSING : Openat2.PRESENT;
    }
    return openat2 == Openat2.PRESENT;
  }

  private void closeQuietly(int fd) {
    try (Scratch s = gate.pool.borrow()) {
      Gate.close(s, fd);
    }
  }

  private Descriptor descriptor(long fd, String path) {
    return new LinuxDescriptor(gate, (int) fd, path);
  }
}
