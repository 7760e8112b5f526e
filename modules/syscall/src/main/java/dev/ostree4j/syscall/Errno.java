// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// The error numbers of Linux which this project names, and their texts.
///
/// The numbers are the same on x86_64 and aarch64.
///
/// @since 0.1
public final class Errno {
  /// Operation not permitted.
  public static final int EPERM = 1;

  /// No such file or directory.
  public static final int ENOENT = 2;

  /// Interrupted by a signal; never seen by callers, who get the retried call's result.
  public static final int EINTR = 4;

  /// Input/output error.
  public static final int EIO = 5;

  /// No such device or address.
  public static final int ENXIO = 6;

  /// Argument list too long; also the value of an extended attribute.
  public static final int E2BIG = 7;

  /// Bad file descriptor.
  public static final int EBADF = 9;

  /// Try again: a lock is held by somebody else.
  public static final int EAGAIN = 11;

  /// Cannot allocate memory.
  public static final int ENOMEM = 12;

  /// Permission denied.
  public static final int EACCES = 13;

  /// Device or resource busy.
  public static final int EBUSY = 16;

  /// File exists.
  public static final int EEXIST = 17;

  /// Invalid cross-device link; also a path which would leave the directory it is relative to.
  public static final int EXDEV = 18;

  /// Not a directory.
  public static final int ENOTDIR = 20;

  /// Is a directory.
  public static final int EISDIR = 21;

  /// Invalid argument.
  public static final int EINVAL = 22;

  /// Too many open files in system.
  public static final int ENFILE = 23;

  /// Too many open files.
  public static final int EMFILE = 24;

  /// Inappropriate ioctl for device.
  public static final int ENOTTY = 25;

  /// Text file busy.
  public static final int ETXTBSY = 26;

  /// File too large.
  public static final int EFBIG = 27;

  /// No space left on device.
  public static final int ENOSPC = 28;

  /// Read-only file system.
  public static final int EROFS = 30;

  /// Too many links.
  public static final int EMLINK = 31;

  /// Numerical result out of range: the buffer is too small.
  public static final int ERANGE = 34;

  /// File name too long.
  public static final int ENAMETOOLONG = 36;

  /// Function not implemented by this kernel.
  public static final int ENOSYS = 38;

  /// Directory not empty.
  public static final int ENOTEMPTY = 39;

  /// Too many levels of symbolic links; also a symlink where none may be.
  public static final int ELOOP = 40;

  /// No data available: no such extended attribute.
  public static final int ENODATA = 61;

  /// Operation not supported.
  public static final int EOPNOTSUPP = 95;

  /// Disk quota exceeded.
  public static final int EDQUOT = 122;

  private Errno() {}

  /// The text of an error number, in the words of the C library's default locale.
  public static String text(int errno) {
    return switch (errno) {
      case EPERM -> "Operation not permitted";
      case ENOENT -> "No such file or directory";
      case EINTR -> "Interrupted system call";
      case EIO -> "Input/output error";
      case ENXIO -> "No such device or address";
      case E2BIG -> "Argument list too long";
      case EBADF -> "Bad file descriptor";
      case EAGAIN -> "Resource temporarily unavailable";
      case ENOMEM -> "Cannot allocate memory";
      case EACCES -> "Permission denied";
      case 14 -> "Bad address";
      case EBUSY -> "Device or resource busy";
      case EEXIST -> "File exists";
      case EXDEV -> "Invalid cross-device link";
      case 19 -> "No such device";
      case ENOTDIR -> "Not a directory";
      case EISDIR -> "Is a directory";
      case EINVAL -> "Invalid argument";
      case ENFILE -> "Too many open files in system";
      case EMFILE -> "Too many open files";
      case ENOTTY -> "Inappropriate ioctl for device";
      case ETXTBSY -> "Text file busy";
      case EFBIG -> "File too large";
      case ENOSPC -> "No space left on device";
      case 29 -> "Illegal seek";
      case EROFS -> "Read-only file system";
      case EMLINK -> "Too many links";
      case 32 -> "Broken pipe";
      case ERANGE -> "Numerical result out of range";
      case ENAMETOOLONG -> "File name too long";
      case 37 -> "No locks available";
      case ENOSYS -> "Function not implemented";
      case ENOTEMPTY -> "Directory not empty";
      case ELOOP -> "Too many levels of symbolic links";
      case ENODATA -> "No data available";
      case 74 -> "Bad message";
      case 75 -> "Value too large for defined data type";
      case EOPNOTSUPP -> "Operation not supported";
      case 110 -> "Connection timed out";
      case 116 -> "Stale file handle";
      case 117 -> "Structure needs cleaning";
      case EDQUOT -> "Disk quota exceeded";
      default -> "Unknown error " + errno;
    };
  }
}
