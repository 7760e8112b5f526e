// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs commands inside the test's own process, in a directory of its own.
final class Cli {
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private byte[] input = new byte[0];

  Cli(Path directory) {
    this.directory = directory;
  }

  record Outcome(int status, String out, String err) {
    /// The output of a run that has to succeed.
    String ok() {
      assertEquals(0, status, err);
      return out;
    }

    /// The message of a run that has to fail, without what precedes it.
    String error() {
      assertEquals(1, status, out);
      return err.substring(err.lastIndexOf("error: ") + "error: ".length()).stripTrailing();
    }
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Cli withInput(byte[] bytes) {
    input = bytes;
    return this;
  }

  Path directory() {
    return directory;
  }

  Outcome run(String... words) {
    return run(false, words);
  }

  Outcome runOnTerminal(String... words) {
    return run(true, words);
  }

  private Outcome run(boolean terminal, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console = new Console(new ByteArrayInputStream(input), out, err, terminal, terminal);
    int status = Main.run(List.of(words), console, environment, directory);
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
