// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// The system calls in use: the name that errors show, the number on x86_64, the number in the
/// generic table (aarch64).
///
/// Errors show the names under which people know the calls, hence `fstatat` for `statx`.
enum Call {
  READ("read", 0, 63),
  WRITE("write", 1, 64),
  CLOSE("close", 3, 57),
  LSEEK("lseek", 8, 62),
  IOCTL("ioctl", 16, 29),
  PREAD("pread", 17, 67),
  FCNTL("fcntl", 72, 25),
  FLOCK("flock", 73, 32),
  FSYNC("fsync", 74, 82),
  FDATASYNC("fdatasync", 75, 83),
  FTRUNCATE("ftruncate", 77, 46),
  FCHMOD("fchmod", 91, 52),
  FCHOWN("fchown", 93, 55),
  GETEUID("geteuid", 107, 175),
  FSTATFS("fstatvfs", 138, 44),
  LSETXATTR("lsetxattr", 189, 6),
  FSETXATTR("fsetxattr", 190, 7),
  LGETXATTR("lgetxattr", 192, 9),
  FGETXATTR("fgetxattr", 193, 10),
  LLISTXATTR("llistxattr", 195, 12),
  FLISTXATTR("flistxattr", 196, 13),
  LREMOVEXATTR("lremovexattr", 198, 15),
  FREMOVEXATTR("fremovexattr", 199, 16),
  GETDENTS("getdents64", 217, 61),
  OPENAT("openat", 257, 56),
  MKDIRAT("mkdirat", 258, 34),
  MKNODAT("mknodat", 259, 33),
  FCHOWNAT("fchownat", 260, 54),
  UNLINKAT("unlinkat", 263, 35),
  LINKAT("linkat", 265, 37),
  SYMLINKAT("symlinkat", 266, 36),
  READLINKAT("readlinkat", 267, 78),
  FCHMODAT("fchmodat", 268, 53),
  UTIMENSAT("utimensat", 280, 88),
  SYNCFS("syncfs", 306, 267),
  RENAMEAT2("renameat", 316, 276),
  COPY_FILE_RANGE("copy_file_range", 326, 285),
  STATX("fstatat", 332, 291),
  STATX_OPEN("fstat", 332, 291),
  OPENAT2("openat", 437, 437),
  FCHMODAT2("fchmodat", 452, 452);

  final String label;
  final long number;

  Call(String label, int x86Number, int genericNumber) {
    this.label = label;
    this.number = Abi.CURRENT.generic() ? genericNumber : x86Number;
  }
}
