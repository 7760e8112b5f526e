// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static dev.ostree4j.testkit.ReferenceProgram.ostree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One cookie file, both programs.
final class CookieInteropIT {
  private static final Instant LATER = Instant.now().plusSeconds(100_000);

  @TempDir Path directory;

  private final ScriptedServer server = new ScriptedServer().on("/x", answer(200, ""));
  private String repo;
  private Path file;

  @BeforeEach
  void makeRemote() {
    repo = "--repo=" + directory.resolve("repo");
    file = directory.resolve("repo").resolve("origin.cookies.txt");
    ostree(repo, "init", "--mode=archive");
    ostree(repo, "remote", "add", "--no-gpg-verify", "origin", server.url("/").toString());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whatItWritesWeSend() throws IOException {
    ostree(repo, "remote", "add-cookie", "origin", "127.0.0.1", "/", "foo", "bar");
    ostree(repo, "remote", "add-cookie", "origin", "127.0.0.1", "/y", "no", "no");
    ostree(repo, "remote", "add-cookie", "origin", ".example.com", "/", "no", "no");

    CookieFile cookies = CookieFile.parse(Files.readAllBytes(file));
    try (var fetcher = new Fetcher(Quick.options().withCookies(cookies))) {
      fetcher.fetch(FetchRequest.of(server.url("/x")));
    }

    assertEquals(3, cookies.cookies().size());
    assertEquals("foo=bar", server.requests().getFirst().header("Cookie"));
  }

  @Test
  void whatWeWriteItSends() throws IOException {
    CookieFile cookies =
        CookieFile.empty()
            .with(Cookie.of("127.0.0.1", "/", "foo", "bar", LATER))
            .with(Cookie.of("127.0.0.1", "/y", "no", "no", LATER));
    Files.write(file, cookies.bytes());

    ReferenceProgram.run(
        List.of("ostree", repo, "pull", "--network-retries=0", "origin", "main"), Map.of());

    assertTrue(server.requests().size() > 0);
    for (ScriptedServer.Request request : server.requests()) {
      assertEquals("foo=bar", request.header("Cookie"), request.path());
    }
  }

  @Test
  void bothLineUpTheSameBytes() throws IOException {
    ostree(repo, "remote", "add-cookie", "origin", ".example.com", "/p", "n", "v");
    byte[] theirs = Files.readAllBytes(file);
    Instant expires = CookieFile.parse(theirs).cookies().getFirst().expires().orElseThrow();

    byte[] ours =
        CookieFile.empty().with(Cookie.of(".example.com", "/p", "n", "v", expires)).bytes();

    assertEquals(new String(theirs), new String(ours));
  }

  @Test
  void itRemovesWhatWeAdded() throws IOException {
    CookieFile cookies =
        CookieFile.empty()
            .with(Cookie.of("127.0.0.1", "/", "a", "1", LATER))
            .with(Cookie.of("127.0.0.1", "/", "b", "2", LATER));
    Files.write(file, cookies.bytes());

    ostree(repo, "remote", "delete-cookie", "origin", "127.0.0.1", "/", "a");

    assertEquals(
        new String(cookies.without("127.0.0.1", "/", "a").orElseThrow().bytes()),
        Files.readString(file));
  }
}
