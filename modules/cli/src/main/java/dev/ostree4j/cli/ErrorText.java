// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.syscall.SyscallErrors;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What a person is told about an exception.
final class ErrorText {
  private ErrorText() {}

  static String of(IOException failure) {
    if (failure instanceof FileSystemException error) {
      String text = SyscallErrors.describe(error);
      boolean alone = text.equals(error.getFile()) && !text.contains(": ");
      return alone ? text + ": " + reason(error) : text;
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /// What the JDK says by the type of the exception alone.
  static String reason(FileSystemException error) {
    if (error instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (error instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (error instanceof FileAlreadyExistsException) {
      return "File exists";
    }
    return error instanceof NotDirectoryException ? "Not a directory" : "Input/output error";
  }
}
