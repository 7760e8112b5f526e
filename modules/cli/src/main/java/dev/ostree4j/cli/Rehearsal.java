// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs the commands of a script, one a line, all in one process.
///
/// The image's start-up cache is made from what one process has loaded, so that process must have
/// gone through every command. This is for the build of the image; it is no way in for users.
///
/// Words are separated by single blanks. A line that begins with `!` must fail, one that begins
/// with `?` may, every other one must succeed; `#` begins a comment. `{server}` stands for the URL
/// of a server over the current directory, which runs only when it is named.
///
/// @since 0.1
public final class Rehearsal {
  private static final int SUCCESS = 0;
  private static final String SERVER = "{server}";
  private static final Path HERE = Path.of("").toAbsolutePath();

  private Rehearsal() {}

  /// Runs the script that the one argument names, in the current directory, to its end; fails when
  /// a line did not end as it must.
  public static void main(String[] arguments) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    boolean asExpected = usesServer(lines) ? rehearseWithServer(lines) : rehearseAll(lines);
    // Also how a process finds its own arguments is part of every start.
    Arguments.ofProcess(arguments);
    if (!asExpected) {
      System.exit(1);
    }
  }

  private static boolean usesServer(List<String> lines) {
    for (String line : lines) {
      if (isCommand(line) && line.contains(SERVER)) {
        return true;
      }
    }
    return false;
  }

  private static boolean rehearseWithServer(List<String> lines) throws IOException {
    try (FileServer server = FileServer.start(HERE, FileServerOptions.defaults())) {
      String url = server.uri().toString();
      return rehearseAll(lines.stream().map(line -> line.replace(SERVER, url)).toList());
    }
  }

  private static boolean rehearseAll(List<String> lines) {
    boolean asExpected = true;
    for (String line : lines) {
      if (isCommand(line)) {
        asExpected &= rehearse(line);
      }
    }
    return asExpected;
  }

  private static boolean isCommand(String line) {
    return !line.isEmpty() && line.charAt(0) != '#';
  }

  private static boolean rehearse(String line) {
    char expectation = line.charAt(0);
    boolean marked = expectation == '!' || expectation == '?';
    List<String> words = List.of((marked ? line.substring(1) : line).split(" "));
    int status = Main.run(words, Console.ofProcess(), Map.of(), HERE);
    boolean failed = status != SUCCESS;
    if (expectation == '?' || failed == (expectation == '!')) {
      return true;
    }
    System.err.println("rehearsal: status " + status + " from: " + line);
    return false;
  }
}
