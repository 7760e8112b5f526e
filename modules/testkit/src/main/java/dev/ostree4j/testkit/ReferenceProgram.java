// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The real programs that tests compare with, such as the C `ostree`.
///
/// Where one is not installed the test is skipped and says so; with the system property `interop`
/// set to `required`, as in continuous integration, it fails instead.
///
/// @since 0.1
public final class ReferenceProgram {
  private static final long TIMEOUT_SECONDS = 300;

  /// What a finished program left.
  ///
  /// @param status its exit status
  /// @param out what it wrote to standard output
  /// @param err what it wrote to standard error
  public record Outcome(int status, String out, String err) {}

  private ReferenceProgram() {}

  /// Goes on only where the C `ostree` is installed.
  public static void requireOstree() {
    require("ostree");
  }

  /// Goes on only where a program is installed.
  public static void require(String program) {
    find(program);
  }

  /// Where a program is; goes on only where it is installed.
  public static Path find(String program) {
    Path found = search(program);
    if (found != null) {
      return found;
    }
    String message = "the program '" + program + "' is not installed: nothing was compared with it";
    if ("required".equals(System.getProperty("interop"))) {
      return Assertions.fail(message);
    }
    System.err.println("SKIPPED: " + message);
    return Assumptions.abort(message);
  }

  /// Runs the C `ostree`, which must succeed, and returns what it printed.
  public static String ostree(String... arguments) {
    requireOstree();
    var command = new ArrayList<String>();
    command.add("ostree");
    command.addAll(List.of(arguments));
    return succeed(command);
  }

  /// Runs a program, which must succeed, and returns what it printed.
  public static String succeed(List<String> command) {
    Outcome outcome = run(command, Map.of());
    if (outcome.status() != 0) {
      Assertions.fail(String.join(" ", command) + ": " + outcome);
    }
    return outcome.out();
  }

  /// Runs a program to its end.
  ///
  /// @param command the program and its arguments
  /// @param environment what is added to the environment of this process
  public static Outcome run(List<String> command, Map<String, String> environment) {
    try {
      Path out = Files.createTempFile("reference", ".out");
      Path err = Files.createTempFile("reference", ".err");
      try {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process =
            builder
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          Assertions.fail(String.join(" ", command) + ": no end after " + TIMEOUT_SECONDS + " s");
        }
        return new Outcome(process.exitValue(), read(out), read(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command.getFirst(), e);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static @Nullable Path search(String program) {
    String path = System.getenv("PATH");
    // Servers are often where only root's path leads.
    for (String directory : ((path == null ? "" : path) + ":/usr/sbin").split(":")) {
      Path candidate = Path.of(directory, program);
      if (!directory.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
