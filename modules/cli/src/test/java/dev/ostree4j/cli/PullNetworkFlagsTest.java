// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.SeenRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The flags of `pull` that say how servers are asked.
class PullNetworkFlagsTest {
  private static final int FILES = 12;

  @TempDir Path directory;
  private Cli cli;
  private HostileServer server;

  @BeforeEach
  void publish() throws IOException {
    cli = new Cli(directory);
    cli.run("--repo=published", "init", "--mode=archive").ok();
    Files.createDirectory(directory.resolve("tree"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(directory.resolve("tree/f" + i), "file " + i);
    }
    cli.run("--repo=published", "commit", "-b", "main", "tree").ok();
    server = HostileServer.start().replay(directory.resolve("published"));
    cli.run("--repo=here", "init", "--mode=archive").ok();
    String url = server.address().toString();
    cli.run("--repo=here", "remote", "add", "--no-gpg-verify", "o", url).ok();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private Cli.Outcome pull(String... flags) {
    var words = new ArrayList<>(List.of("--repo=here", "pull"));
    words.addAll(List.of(flags));
    words.addAll(List.of("o", "main"));
    return cli.run(words.toArray(String[]::new));
  }

  /// The paths of the files on the server.
  private List<String> files() throws IOException {
    Path root = directory.resolve("published");
    try (var objects = Files.walk(root.resolve("objects"))) {
      return objects
          .map(file -> "/" + root.relativize(file))
          .filter(path -> path.endsWith(".filez"))
          .toList();
    }
  }

  private byte[] bytes(String path) throws IOException {
    return Files.readAllBytes(directory.resolve("published" + path));
  }

  /// A connection that is lost in the middle, and a fault of the server, which passes.
  @ParameterizedTest
  @CsvSource({"lost, '', 3", "500, '', 3", "lost, flag, 1", "500, flag, 3"})
  void lostConnectionsAreNotTriedAgainWhereThatIsAsked(String fault, String flag, int requests)
      throws IOException {
    String path = files().getFirst();
    server.answer(path, fault.equals("lost") ? PullNetworkFlagsTest::breakOff : Answer.status(500));
    String disable = "--disable-retry-on-network-errors";
    pull("--network-retries=2", flag.isEmpty() ? "--depth=0" : disable).error();
    assertEquals(requests, server.count(path));
  }

  private static Answer.Then breakOff(SeenRequest request, OutputStream out) throws IOException {
    Answer.head(out, "200 OK", 100);
    out.write(new byte[10]);
    return Answer.Then.CLOSE;
  }

  /// One file comes a few bytes at a time, for two seconds and a half.
  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void transfersBelowTheLimitAreGivenUp(int limit) throws IOException {
    String path = files().getFirst();
    byte[] whole = bytes(path);
    server.answer(
        path,
        (request, out) -> {
          Answer.head(out, "200 OK", whole.length);
          int step = whole.length / 5;
          for (int from = 0; from < whole.length; from += step) {
            out.write(whole, from, Math.min(step, whole.length - from));
            out.flush();
            Answer.pause(Duration.ofMillis(500));
          }
          return Answer.Then.KEEP;
        });
    Cli.Outcome outcome =
        pull(
            "--network-retries=0",
            "--low-speed-time-seconds=" + (limit == 1 ? 5 : 1),
            "--low-speed-limit-bytes=" + limit);
    if (limit == 1) {
      outcome.ok();
    } else {
      String error = outcome.error();
      assertTrue(error.contains("Less than 1000 bytes"), error);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void noMoreIsAskedForAtATimeThanIsSaid(int limit) throws IOException {
    assertEquals(limit, mostAtATime(limit));
  }

  @Test
  void aNumberOfRequestsThatMeansNothingIsTheDefault() throws IOException {
    int most = mostAtATime(0);
    assertTrue(most > 3, "at a time " + most);
  }

  /// How many requests were under way at a time.
  private int mostAtATime(int limit) throws IOException {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    for (String path : files()) {
      Answer file = Answer.of(bytes(path)).after(Duration.ofMillis(100));
      server.answer(
          path,
          (request, out) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
              return file.write(request, out);
            } finally {
              now.decrementAndGet();
            }
          });
    }
    pull("--max-outstanding-fetcher-requests=" + limit).ok();
    return most.get();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-outstanding-fetcher-requests=-1",
        "--low-speed-time-seconds=-1",
        "--low-speed-time-seconds=0",
        "--low-speed-limit-bytes=-1",
        "--low-speed-limit-bytes=0",
        "--network-retries=-1"
      })
  void limitsThatMeanNothingAreTaken(String flag) {
    String summary = pull(flag).ok();
    assertTrue(summary.startsWith("4 metadata, 12 content objects fetched"), summary);
  }
}
