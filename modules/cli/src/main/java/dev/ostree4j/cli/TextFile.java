// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.syscall.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Small files that the command line names: lists of paths, messages.
final class TextFile {
  private TextFile() {}

  /// The text of a file; bytes that are no UTF-8 are kept as names keep them.
  static String read(Path path) throws IOException {
    return FileNames.decode(bytes(path));
  }

  static byte[] bytes(Path path) throws IOException {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new CommandException("openat(" + path + "): No such file or directory");
    }
  }
}
