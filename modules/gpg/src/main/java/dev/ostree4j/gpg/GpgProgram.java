// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs the program `gpg`, which alone may touch secret keys: it knows the agent that asks for
/// passphrases, and smart cards.
final class GpgProgram {
  /// What it left.
  ///
  /// @param status its exit status
  /// @param out what it wrote to standard output
  /// @param errors what it wrote to standard error
  record Outcome(int status, byte[] out, String errors) {
    /// Its last word on what went wrong.
    String complaint() {
      List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "gpg: exit status " + status : lines.getLast();
    }

    List<String> outLines() {
      return new String(out, StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static final String TERMINAL = "GPG_TTY";

  private final Optional<Path> home;

  GpgProgram(Optional<Path> home) {
    this.home = home;
  }

  /// The home directory, as messages show it.
  String homeText() {
    return home.map(Path::toString).orElse("<default>");
  }

  /// Runs it to its end.
  ///
  /// @param input what it reads from standard input
  Outcome run(byte[] input, List<String> arguments) throws OpenPgpException {
    Process process = start(arguments);
    try {
      return finish(process, input);
    } catch (IOException | ExecutionException e) {
      throw new OpenPgpException.SigningFailed("GPG: lost the program gpg: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OpenPgpException.SigningFailed("GPG: interrupted while gpg was at work", e);
    } finally {
      // Does nothing to a program that has ended.
      process.destroy();
    }
  }

  private Process start(List<String> arguments) throws OpenPgpException {
    var command = new ArrayList<>(List.of("gpg", "--batch", "--no-tty"));
    command.addAll(List.of("--no-sk-comments", "--display-charset", "utf-8"));
    if (home.isPresent()) {
      command.add("--homedir");
      command.add(home.get().toAbsolutePath().toString());
    }
    command.addAll(arguments);
    try {
      var builder = new ProcessBuilder(command);
      terminal().ifPresent(path -> builder.environment().putIfAbsent(TERMINAL, path));
      return builder.start();
    } catch (IOException e) {
      throw new OpenPgpException.SigningFailed(
          "GPG: cannot run the program gpg, which keeps the secret keys; install GnuPG: "
              + e.getMessage(),
          e);
    }
  }

  /// The terminal of this process, where the agent may ask for a passphrase: `gpg` itself has
  /// pipes.
  private static Optional<String> terminal() {
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
      try {
        String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
        if (target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")) {
          return Optional.of(target);
        }
      } catch (IOException | UnsupportedOperationException e) {
        // Nothing is open there, or this is no Linux.
      }
    }
    return Optional.empty();
  }

  /// All three pipes move at once, or either side could wait for the other for ever.
  private static Outcome finish(Process process, byte[] input)
      throws IOException, InterruptedException, ExecutionException {
    FutureTask<byte[]> out = inBackground(() -> process.getInputStream().readAllBytes());
    FutureTask<byte[]> errors = inBackground(() -> process.getErrorStream().readAllBytes());
    inBackground(
        () -> {
          try (var to = process.getOutputStream()) {
            to.write(input);
          }
          return null;
        });
    int status = process.waitFor();
    return new Outcome(status, out.get(), new String(errors.get(), StandardCharsets.UTF_8));
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("gpg-pipe").start(task);
    return task;
  }
}
