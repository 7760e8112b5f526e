// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.pull.DeltaCount;
import dev.ostree4j.pull.PullEvent;
import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The progress of a pull changes on a terminal as often as `--update-frequency` says.
class PullProgressTest {
  private static long lines(String terminal) {
    return terminal.chars().filter(c -> c == '\r').count();
  }

  @Nested
  class Printer {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private PullPrinter printer(boolean terminal) {
      var console =
          new Console(new ByteArrayInputStream(new byte[0]), out, out, terminal, terminal);
      return new PullPrinter(console, Duration.ofMillis(50), nanos::get);
    }

    private void hear(PullPrinter printer, long millis) {
      nanos.addAndGet(Duration.ofMillis(millis).toNanos());
      var name = new ObjectName(Checksum.ofContent(new byte[0]), ObjectType.FILE);
      printer.heard(new PullEvent.Imported(name));
    }

    private long shown() {
      return lines(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theFirstLineComesAfterOneStep() {
      PullPrinter printer = printer(true);
      hear(printer, 0);
      hear(printer, 49);
      assertEquals(0, shown());
      hear(printer, 1);
      assertEquals(1, shown());
    }

    @Test
    void theNextLineComesAStepAfterTheLast() {
      PullPrinter printer = printer(true);
      hear(printer, 70);
      hear(printer, 49);
      assertEquals(1, shown());
      hear(printer, 1);
      assertEquals(2, shown());
    }

    @Test
    void theEndIsShownInAnyCase() {
      PullPrinter printer = printer(true);
      hear(printer, 1);
      printer.heard(new PullEvent.Publishing());
      assertEquals("\rWriting objects: 1\u001b[K", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void bytesOfAnObjectThatIsNotHereYetAreShown() {
      PullPrinter printer = printer(true);
      var name = new ObjectName(Checksum.ofContent(new byte[0]), ObjectType.FILE);
      printer.heard(new PullEvent.Asked(name));
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      printer.heard(new PullEvent.Received(4_000_000));
      String line = out.toString(StandardCharsets.UTF_8);
      assertEquals(
          "\rReceiving objects: 0% (0/1) 2.0\u00a0MB/s 4.0\u00a0MB 2 s remaining\u001b[K", line);
    }

    @Test
    void partsOfDeltasAreShown() {
      PullPrinter printer = printer(true);
      nanos.addAndGet(Duration.ofSeconds(4).toNanos());
      printer.heard(new PullEvent.Deltas(new DeltaCount(1, 3, 2_000_000, 9_000_000, 1, 0)));
      out.reset();
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      printer.heard(new PullEvent.Received(3_000_000));
      assertEquals(
          "\r"
              + "Receiving delta parts: 1/3 3.0\u00a0MB/9.0\u00a0MB 500.0\u00a0kB/s 12 s"
              + " remaining\u001b[K",
          out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void elsewhereNothingIsShown() {
      PullPrinter printer = printer(false);
      hear(printer, 100);
      printer.heard(new PullEvent.Publishing());
      assertEquals("", out.toString(StandardCharsets.UTF_8));
    }
  }

  @Nested
  class Command {
    @TempDir Path directory;

    @Test
    void withoutANumberItIsOneSecond() {
      assertEquals(Duration.ofSeconds(1), PullCommand.step(0));
      assertEquals(Duration.ofSeconds(1), PullCommand.step(-5));
      assertEquals(Duration.ofMillis(7), PullCommand.step(7));
    }

    @Test
    void theOptionSaysHowOften() throws IOException {
      var cli = new Cli(directory);
      Files.createDirectories(directory.resolve("t"));
      for (int i = 0; i < 50; i++) {
        Files.writeString(directory.resolve("t/" + i), "" + i);
      }
      cli.run("--repo=there", "init", "--mode=archive").ok();
      cli.run("--repo=there", "commit", "-b", "main", "t").ok();
      try (FileServer server =
          FileServer.start(directory.resolve("there"), FileServerOptions.defaults())) {
        String address = server.uri().toString();
        assertEquals(1, linesOf(cli, address, "seldom", "--update-frequency=3600000"));
        long often = linesOf(cli, address, "often", "--update-frequency=1");
        assertTrue(often > 2, () -> often + " lines");
      }
    }

    private long linesOf(Cli cli, String address, String repo, String option) {
      cli.run("--repo=" + repo, "init", "--mode=archive").ok();
      cli.run("--repo=" + repo, "remote", "add", "--no-gpg-verify", "o", address).ok();
      return lines(cli.runOnTerminal("--repo=" + repo, "pull", option, "o", "main").ok());
    }
  }
}
