// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.serve.ServerLog;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes what the server does, each line with its time.
record HttpdLog(OutputStream out) implements ServerLog, Closeable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /// Makes the file, which must not be there yet.
  static HttpdLog create(Path file) throws IOException {
    try {
      return new HttpdLog(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    } catch (FileAlreadyExistsException e) {
      throw refused(file, "File exists");
    } catch (NoSuchFileException e) {
      throw refused(file, "No such file or directory");
    }
  }

  private static CommandException refused(Path file, String reason) {
    return new CommandException("Error opening file “" + file + "”: " + reason);
  }

  @Override
  public void line(String line) {
    // A client chooses the names: they must not look like lines of their own.
    String safe = TerminalText.escape(line).replace("\n", "\\x0a");
    String whole = TIME.format(LocalDateTime.now()) + " - " + safe + "\n";
    try {
      out.write(whole.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
