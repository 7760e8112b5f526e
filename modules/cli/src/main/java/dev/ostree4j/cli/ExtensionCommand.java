// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a command that is a program of its own: `ostree-NAME` from the extension directory or from
/// `PATH`.
final class ExtensionCommand {
  static final int NOT_FOUND = -1;

  private static final String DIRECTORY = "/usr/libexec/libostree/ext";

  private final Console console;
  private final Surroundings surroundings;

  ExtensionCommand(Console console, Surroundings surroundings) {
    this.console = console;
    this.surroundings = surroundings;
  }

  /// Runs the program with all words but the first `name`, and returns its exit status.
  int run(String name, List<String> words) throws IOException {
    Path program = name.contains("/") ? null : find("ostree-" + name);
    if (program == null) {
      return NOT_FOUND;
    }
    var command = new ArrayList<String>(words);
    command.remove(name);
    command.addFirst(program.toString());
    console.flush();
    var builder = new ProcessBuilder(command).inheritIO();
    builder.directory(surroundings.path("").toAbsolutePath().toFile());
    try {
      return builder.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + program + " was running");
    }
  }

  private @Nullable Path find(String program) {
    Path builtIn = Path.of(DIRECTORY, program);
    if (Files.isExecutable(builtIn)) {
      return builtIn;
    }
    String searched = surroundings.variable("PATH").orElse("/usr/bin:/bin");
    for (String directory : searched.split(":", -1)) {
      // Absolute, since the search for the program must not happen a second time.
      Path candidate = surroundings.path(directory).resolve(program).toAbsolutePath();
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
