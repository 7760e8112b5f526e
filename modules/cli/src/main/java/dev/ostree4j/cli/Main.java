// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The `ostree` command line.
///
/// @since 0.1
public final class Main {
  /// The status of a program that was ended since nobody reads its output.
  private static final int BROKEN_PIPE = 141;

  private Main() {}

  /// Runs one command line and ends the process with its status.
  public static void main(String[] args) {
    int status = run(Arguments.ofProcess(args), Console.ofProcess(), System.getenv(), Path.of(""));
    // halt: there is nothing to wait for, and the shutdown of the virtual machine takes time.
    Runtime.getRuntime().halt(status);
  }

  /// Runs one command line inside this process.
  static int run(
      List<String> args, Console console, Map<String, String> environment, Path directory) {
    try {
      return new CommandRunner(console, new Surroundings(environment, directory)).run(args);
    } catch (OutputClosedException e) {
      return BROKEN_PIPE;
    }
  }
}
