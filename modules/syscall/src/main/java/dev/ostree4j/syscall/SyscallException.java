// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.nio.file.FileSystemException;

/// A system call failed for a reason for which the JDK has no type of its own.
///
/// @since 0.1
public final class SyscallException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int errno;

  /// Names the call, the path as its caller gave it, and the error number.
  public SyscallException(String call, String path, int errno) {
    super(path, null, call + ": " + Errno.text(errno));
    this.call = call;
    this.errno = errno;
  }

  /// The name of the call, such as `openat`.
  public String call() {
    return call;
  }

  /// The error number, one of [Errno].
  public int errno() {
    return errno;
  }
}
