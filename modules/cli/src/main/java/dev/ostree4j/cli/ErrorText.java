// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.syscall.SyscallErrors;
import java.io.IOException;
import java.nio.file.FileSystemException;

/// What a person is told about an exception.
final class ErrorText {
  private ErrorText() {}

  static String of(IOException failure) {
    if (failure instanceof FileSystemException error) {
      return SyscallErrors.describe(error);
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
