// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Error numbers to exceptions, and exceptions to the text that a person reads.
///
/// Where the JDK has a type, that type is used; `getFile` is the path as the caller gave it and
/// `getReason` is `CALL: TEXT`.
///
/// @since 0.1
public final class SyscallErrors {
  private SyscallErrors() {}

  /// The exception for a failed call.
  public static FileSystemException of(String call, String path, int errno) {
    return switch (errno) {
      case Errno.ENOENT -> new NoSuchFileException(path, null, reason(call, errno));
      case Errno.EEXIST -> new FileAlreadyExistsException(path, null, reason(call, errno));
      case Errno.EACCES, Errno.EPERM -> new AccessDeniedException(path, null, reason(call, errno));
      case Errno.ENOTDIR -> new NotDirectory(path, reason(call, errno));
      case Errno.ENOTEMPTY -> new NotEmpty(path, reason(call, errno));
      default -> new SyscallException(call, path, errno);
    };
  }

  /// What went wrong, in one line: `openat(PATH): No such file or directory`.
  public static String describe(FileSystemException error) {
    String path = error.getFile();
    String reason = error.getReason();
    if (reason == null || path == null) {
      return String.valueOf(error.getMessage());
    }
    int colon = reason.indexOf(": ");
    return colon < 0
        ? path + ": " + reason
        : reason.substring(0, colon) + "(" + path + ")" + reason.substring(colon);
  }

  private static String reason(String call, int errno) {
    return call + ": " + Errno.text(errno);
  }

  /// The JDK's type has no place for a reason.
  private static final class NotDirectory extends NotDirectoryException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    NotDirectory(String path, String reason) {
      super(path);
      this.reason = reason;
    }

    @Override
    public String getReason() {
      return reason;
    }

    @Override
    public String getMessage() {
      return getFile() + ": " + reason;
    }
  }

  /// The JDK's type has no place for a reason.
  private static final class NotEmpty extends DirectoryNotEmptyException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    NotEmpty(String path, String reason) {
      super(path);
      this.reason = reason;
    }

    @Override
    public String getReason() {
      return reason;
    }

    @Override
    public String getMessage() {
      return getFile() + ": " + reason;
    }
  }
}
