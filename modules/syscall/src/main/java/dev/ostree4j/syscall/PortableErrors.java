// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/// Makes the errors of `java.nio.file` look like those of [LinuxKernel].
final class PortableErrors {
  /// The errors that some file systems tell by text alone.
  private static final int[] TOLD_BY_TEXT = {
    Errno.ENOSPC,
    Errno.EDQUOT,
    Errno.ELOOP,
    Errno.EISDIR,
    Errno.ENOTEMPTY,
    Errno.EROFS,
    Errno.EMLINK,
    Errno.EXDEV,
    Errno.ENAMETOOLONG,
    Errno.EINVAL,
    Errno.EPERM,
    Errno.EOPNOTSUPP
  };

  /// What is done under a system call's name.
  interface Body<T> {
    T run() throws IOException;
  }

  /// What is done under a system call's name, without a result.
  interface Action {
    void run() throws IOException;
  }

  private PortableErrors() {}

  static void run(Call call, String path, Action action) throws IOException {
    run(
        call,
        path,
        () -> {
          action.run();
          return Boolean.TRUE;
        });
  }

  static <T> T run(Call call, String path, Body<T> body) throws IOException {
    try {
      return body.run();
    } catch (ClosedByInterruptException interrupted) {
      throw caused(new InterruptedIOException(call.label + " was interrupted"), interrupted);
    } catch (ClosedChannelException closed) {
      throw new IllegalStateException("already closed: " + path, closed);
    } catch (NonReadableChannelException | NonWritableChannelException wrongWay) {
      throw caused(error(call, path, Errno.EBADF), wrongWay);
    } catch (UnsupportedOperationException unsupported) {
      throw caused(error(call, path, Errno.EOPNOTSUPP), unsupported);
    } catch (IOException error) {
      throw caused(error(call, path, errno(error)), error);
    }
  }

  static FileSystemException error(Call call, String path, int errno) {
    return SyscallErrors.of(call.label, path, errno);
  }

  private static int errno(IOException error) {
    return switch (error) {
      case SyscallException own -> own.errno();
      case NoSuchFileException e -> Errno.ENOENT;
      case FileAlreadyExistsException e -> Errno.EEXIST;
      case AccessDeniedException e -> Errno.EACCES;
      case NotDirectoryException e -> Errno.ENOTDIR;
      case DirectoryNotEmptyException e -> Errno.ENOTEMPTY;
      case FileSystemLoopException e -> Errno.ELOOP;
      case NotLinkException e -> Errno.EINVAL;
      default -> errnoOfText(String.valueOf(error.getMessage()));
    };
  }

  private static int errnoOfText(String text) {
    for (int errno : TOLD_BY_TEXT) {
      if (text.contains(Errno.text(errno))) {
        return errno;
      }
    }
    return text.contains("out of disk space") ? Errno.ENOSPC : Errno.EIO;
  }

  private static <E extends IOException> E caused(E error, Exception cause) {
    error.initCause(cause);
    return error;
  }
}
