// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another run of this program which outlives this one: a virtual machine cannot fork.
final class DetachedProgram {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final String PREFIX = "error: ";

  private DetachedProgram() {}

  /// What is done with the first line that the program prints.
  interface FirstLine {
    void take(String line) throws IOException;
  }

  /// Starts it and waits for the first line that it prints; what it prints later is lost.
  ///
  /// @param first when it fails, the program is ended: nobody would know of it
  /// @throws CommandException it ends before that, with the message that it printed
  static void start(List<String> words, Path directory, FirstLine first) throws IOException {
    var command = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      // A session of its own, so that the terminal of this one does not end it.
      command.add(SETSID.toString());
    }
    command.addAll(virtualMachine());
    command.addAll(words);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toAbsolutePath().toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try (BufferedReader out = reader(process)) {
      String line = out.readLine();
      if (line != null) {
        first.take(line);
        return;
      }
    } catch (IOException e) {
      process.destroyForcibly().onExit().join();
      throw e;
    }
    throw new CommandException(message(process));
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String message(Process process) throws IOException {
    String text = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int start = text.lastIndexOf(PREFIX);
    return (start < 0 ? text : text.substring(start + PREFIX.length())).strip();
  }

  /// The words which started this virtual machine, up to the program's own.
  private static List<String> virtualMachine() throws IOException {
    List<String> all = Arguments.split(Files.readAllBytes(Path.of("/proc/self/cmdline")));
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).endsWith(Main.class.getName())) {
        return all.subList(0, i + 1);
      }
    }
    throw new CommandException("--daemonize does not work when the program is embedded in another");
  }
}
