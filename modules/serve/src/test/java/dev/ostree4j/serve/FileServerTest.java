// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class FileServerTest {
  @TempDir Path outside;
  private Path root;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final FileServerOptions plain = FileServerOptions.defaults().withLog(log::add);

  @BeforeEach
  void makeFiles() throws IOException {
    Files.writeString(outside.resolve("secret"), "outside");
    root = Files.createDirectory(outside.resolve("root"));
    Files.createDirectories(root.resolve("d/e"));
    Files.writeString(root.resolve("f"), "hello\n");
    Files.writeString(root.resolve("d/e/g"), "deep");
    Files.createFile(root.resolve("empty"));
    Files.writeString(root.resolve("a b&%.txt"), "odd");
  }

  @Nested
  final class Content {
    @Test
    void aFileComesWholeWithTagAndDate() throws IOException {
      try (var server = FileServer.start(root, plain)) {
        RawClient.Reply reply = RawClient.once(server, "/f?any=query");
        assertEquals(200, reply.status());
        assertEquals("hello\n", reply.body());
        assertTrue(reply.header("ETag").matches("\"6-[0-9a-f]+-[0-9a-f]+\""), reply.head());
        assertTrue(reply.header("Last-Modified").endsWith(" GMT"), reply.head());
        assertEquals(List.of("serving /f", "  status: OK (200)"), log);
        assertEquals(new ServerCounts(1, 1, 0, 6), server.counts());
      }
    }

    @Test
    void oneConnectionServesMany() throws IOException {
      try (var server = FileServer.start(root, plain);
          var client = new RawClient(server)) {
        for (int i = 0; i < 50; i++) {
          assertEquals("hello\n", client.ask("GET", "/f").body());
          assertEquals(404, client.ask("GET", "/nothing").status());
          assertEquals("", client.ask("GET", "/empty").body());
          assertEquals("6", client.ask("HEAD", "/f").header("Content-Length"));
          assertEquals("0", client.ask("HEAD", "/empty").header("Content-Length"));
        }
        assertEquals(250, server.counts().requests());
      }
    }

    @Test
    void aBigFileComesWhole() throws IOException {
      byte[] big = new byte[3_000_001];
      Arrays.fill(big, 1_000_000, 2_000_000, (byte) 'x');
      Files.write(root.resolve("big"), big);
      for (Links links : Links.values()) {
        try (var server = FileServer.start(root, plain.withLinks(links))) {
          assertEquals(new String(big, UTF_8), RawClient.once(server, "/big").body());
        }
      }
    }

    @Test
    void namesAreDecodedOnce() throws IOException {
      for (Links links : Links.values()) {
        try (var server = FileServer.start(root, plain.withLinks(links))) {
          assertEquals("odd", RawClient.once(server, "/a%20b%26%25.txt").body());
          assertEquals("deep", RawClient.once(server, "//d/./e//g").body());
          assertEquals(404, RawClient.once(server, "/d%2Fe%2Fg").status());
        }
      }
    }

    @Test
    void otherMethodsAreNotImplemented() throws IOException {
      try (var server = FileServer.start(root, plain);
          var client = new RawClient(server)) {
        assertEquals(501, client.ask("DELETE", "/f").status());
        assertTrue(Files.exists(root.resolve("f")));
      }
    }
  }

  @Nested
  final class Bounds {
    @Test
    void nothingClimbsOut() throws IOException {
      for (Links links : Links.values()) {
        try (var server = FileServer.start(root, plain.withLinks(links))) {
          for (String path :
              List.of(
                  "/../secret",
                  "/d/../../secret",
                  "/%2e%2e/secret",
                  "/..%2fsecret",
                  "/d/%2e%2e/%2e%2e/secret",
                  "/f%00",
                  "/f/",
                  "/f/..",
                  "/" + "x".repeat(5_000))) {
            RawClient.Reply reply = RawClient.once(server, path);
            assertFalse(reply.body().contains("outside"), path);
            if (!path.equals("/f/")) {
              assertTrue(reply.status() >= 400, path + ": " + reply.head());
            }
          }
        }
      }
    }

    @Test
    void symlinksAreFollowedBeneathOnly() throws IOException {
      Files.createSymbolicLink(root.resolve("inside"), Path.of("d/e/g"));
      Files.createSymbolicLink(root.resolve("dir"), Path.of("d/e"));
      Files.createSymbolicLink(root.resolve("up"), Path.of("../secret"));
      Files.createSymbolicLink(root.resolve("absolute"), outside.resolve("secret"));
      Files.createSymbolicLink(root.resolve("parent"), Path.of(".."));
      Files.createSymbolicLink(root.resolve("circle"), Path.of("circle"));
      try (var server = FileServer.start(root, plain)) {
        assertEquals("deep", RawClient.once(server, "/inside").body());
        assertEquals("deep", RawClient.once(server, "/dir/g").body());
        for (String path : List.of("/up", "/absolute", "/parent/secret", "/circle")) {
          assertEquals(404, RawClient.once(server, path).status(), path);
        }
      }
      try (var server = FileServer.start(root, plain.withLinks(Links.ANYWHERE))) {
        for (String path : List.of("/up", "/absolute", "/parent/secret")) {
          assertEquals("outside", RawClient.once(server, path).body(), path);
        }
        assertEquals(404, RawClient.once(server, "/circle").status());
      }
    }

    @Test
    void whatNotEverybodyMayReadIsForbidden() throws IOException {
      Files.setPosixFilePermissions(
          root.resolve("f"), PosixFilePermissions.fromString("rw-r-----"));
      new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().onExit().join();
      for (Links links : Links.values()) {
        try (var server = FileServer.start(root, plain.withLinks(links))) {
          assertEquals(403, RawClient.once(server, "/f").status());
          assertEquals(403, RawClient.once(server, "/pipe").status());
        }
      }
    }
  }

  @Nested
  final class Folders {
    @Test
    void theyAreHiddenUnlessAskedFor() throws IOException {
      Files.writeString(root.resolve("d/index.html"), "index");
      try (var server = FileServer.start(root, plain)) {
        for (String path : List.of("/", "/d", "/d/", "/d/e/")) {
          assertEquals(404, RawClient.once(server, path).status(), path);
        }
      }
    }

    @Test
    void theyAreListed() throws IOException {
      Files.createFile(root.resolve("d/<&\">"));
      for (Links links : Links.values()) {
        var options = plain.withLinks(links).withDirectories(Directories.LISTED);
        try (var server = FileServer.start(root, options)) {
          assertEquals("/d/", RawClient.once(server, "/d").header("Location"));
          String page = RawClient.once(server, "/d/").body();
          assertTrue(page.contains("<a href=\"./e\">e</a><br>"), page);
          assertTrue(page.contains(">&lt;&amp;&quot;&gt;</a>"), page);
          assertTrue(RawClient.once(server, "/").body().contains(">empty</a>"));
          // Two slashes would be another host.
          assertFalse(RawClient.once(server, "/.//d").header("Location").startsWith("//"));
        }
      }
    }

    @Test
    void theirIndexIsServed() throws IOException {
      Files.writeString(root.resolve("d/index.html"), "index");
      try (var server = FileServer.start(root, plain.withDirectories(Directories.LISTED))) {
        assertEquals("index", RawClient.once(server, "/d/").body());
      }
    }
  }

  @Nested
  final class RangesAndConditions {
    @Test
    void partsAreServed() throws IOException {
      try (var server = FileServer.start(root, plain)) {
        RawClient.Reply middle = RawClient.once(server, "/f", "Range: bytes=1-2");
        assertEquals(206, middle.status());
        assertEquals("bytes 1-2/6", middle.header("Content-Range"));
        assertEquals("el", middle.body());
        assertEquals("lo\n", RawClient.once(server, "/f", "Range: bytes=3-").body());
        assertEquals("o\n", RawClient.once(server, "/f", "Range: bytes=-2").body());
        RawClient.Reply beyond = RawClient.once(server, "/f", "Range: bytes=6-");
        assertEquals(416, beyond.status());
        assertEquals("bytes */6", beyond.header("Content-Range"));
        assertEquals(200, RawClient.once(server, "/f", "Range: bytes=0-1,3-4").status());
      }
    }

    @Test
    void whatTheClientHasIsNotSent() throws IOException {
      try (var server = FileServer.start(root, plain)) {
        RawClient.Reply first = RawClient.once(server, "/f");
        String tag = first.header("ETag");
        String date = first.header("Last-Modified");
        assertEquals(304, RawClient.once(server, "/f", "If-None-Match: " + tag).status());
        assertEquals(304, RawClient.once(server, "/f", "If-None-Match: \"x\", W/" + tag).status());
        assertEquals(304, RawClient.once(server, "/f", "If-Modified-Since: " + date).status());
        assertEquals(200, RawClient.once(server, "/f", "If-None-Match: \"x\"").status());
        assertEquals(200, RawClient.once(server, "/f", "If-Modified-Since: yesterday").status());
        // The tag decides where there is one.
        assertEquals(
            200,
            RawClient.once(server, "/f", "If-None-Match: \"x\"", "If-Modified-Since: " + date)
                .status());
        String range = "Range: bytes=3-";
        assertEquals(206, RawClient.once(server, "/f", range, "If-Range: " + tag).status());
        assertEquals(200, RawClient.once(server, "/f", range, "If-Range: \"x\"").status());
      }
    }

    @Test
    void aChangeWithinTheSecondChangesTheTag() throws IOException {
      try (var server = FileServer.start(root, plain)) {
        String before = RawClient.once(server, "/f").header("ETag");
        Path next = Files.writeString(root.resolve("next"), "HELLO\n");
        Files.move(next, root.resolve("f"), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(200, RawClient.once(server, "/f", "If-None-Match: " + before).status());
      }
    }

    @Test
    void aHalvedFileBreaksOffUnlessARangeIsAskedFor() throws IOException {
      var options = plain.withHalved(path -> path.equals("/f"));
      try (var server = FileServer.start(root, options)) {
        RawClient.Reply half = RawClient.once(server, "/f");
        assertEquals("6", half.header("Content-Length"));
        assertEquals("hel", half.body());
        assertEquals("lo\n", RawClient.once(server, "/f", "Range: bytes=3-").body());
        assertEquals("deep", RawClient.once(server, "/d/e/g").body());
      }
    }
  }

  @Nested
  final class Demanded {
    @Test
    void cookies() throws IOException {
      var options = plain.withExpectedCookie("a", "b").withExpectedCookie("c", "d");
      try (var server = FileServer.start(root, options)) {
        assertEquals(403, RawClient.once(server, "/f").status());
        assertEquals(403, RawClient.once(server, "/f", "Cookie: a=b").status());
        assertEquals(403, RawClient.once(server, "/f", "Cookie: a=x; c=d").status());
        assertEquals(200, RawClient.once(server, "/f", "Cookie: e=f; c=d;a=b").status());
        assertTrue(log.contains("Expected cookie not found c=d"), log.toString());
      }
    }

    @Test
    void headers() throws IOException {
      try (var server = FileServer.start(root, plain.withExpectedHeader("foo", "bar"))) {
        assertEquals(403, RawClient.once(server, "/f").status());
        assertEquals(403, RawClient.once(server, "/f", "foo: baz").status());
        assertEquals(200, RawClient.once(server, "/f", "FOO: bar").status());
        assertTrue(log.contains("Expected header not found foo"), log.toString());
        assertTrue(log.contains("Expected header foo: bar but found baz"), log.toString());
      }
    }

    @Test
    void basicAuth() throws IOException {
      try (var server = FileServer.start(root, plain.withBasicAuth("user", "pass"))) {
        String right = Base64.getEncoder().encodeToString("user:pass".getBytes(UTF_8));
        RawClient.Reply none = RawClient.once(server, "/f");
        assertEquals(401, none.status());
        assertEquals("Basic realm=auth-test", none.header("WWW-Authenticate"));
        assertEquals(401, RawClient.once(server, "/f", "Authorization: Basic !!!").status());
        assertEquals(401, RawClient.once(server, "/f", "Authorization: Basic eDp5").status());
        assertEquals(200, RawClient.once(server, "/f", "Authorization: Basic " + right).status());
      }
    }
  }

  @Nested
  final class Chance {
    @Test
    void failuresEndAtTheirMaximum() throws IOException {
      var options = plain.withTrouble(new Trouble(500, 50, 3)).withTrouble(new Trouble(408, 50, 2));
      try (var server = FileServer.start(root, options);
          var client = new RawClient(server)) {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 60; i++) {
          statuses.add(client.ask("GET", "/f").status());
        }
        assertEquals(3, Collections.frequency(statuses, 500), statuses.toString());
        assertEquals(2, Collections.frequency(statuses, 408), statuses.toString());
        assertEquals(55, Collections.frequency(statuses, 200), statuses.toString());
        assertEquals(5, server.counts().failures());
      }
    }

    @Test
    void impossibleFailuresAreRefused() {
      assertThrows(IllegalArgumentException.class, () -> new Trouble(500, 100, 1));
      assertThrows(IllegalArgumentException.class, () -> new Trouble(500, -1, 1));
      assertThrows(IllegalArgumentException.class, () -> new Trouble(200, 1, 1));
      assertThrows(IllegalArgumentException.class, () -> new Trouble(500, 1, -1));
    }
  }

  @Nested
  final class Life {
    @Test
    void aMissingDirectoryIsRefused() {
      assertThrows(
          NoSuchFileException.class, () -> FileServer.start(root.resolve("nothing"), plain));
    }

    @Test
    void aTakenPortIsRefused() throws IOException {
      try (var server = FileServer.start(root, plain)) {
        var same = plain.withAddress(server.address());
        assertThrows(BindException.class, () -> FileServer.start(root, same));
      }
    }

    @Test
    void itEndsWithItsDirectory() throws Exception {
      Path gone = Files.createDirectory(outside.resolve("gone"));
      var options = plain.withLifetime(Lifetime.WITH_DIRECTORY);
      try (var server = FileServer.start(gone, options)) {
        Files.delete(gone);
        server.awaitClosed();
        assertEquals(List.of("root directory removed, exiting"), log);
        assertThrows(IOException.class, () -> RawClient.once(server, "/f"));
      }
    }

    @Test
    void itEndsWhenItsDirectoryIsReplaced() throws Exception {
      Path moved = Files.createDirectory(outside.resolve("moved"));
      var options = plain.withLifetime(Lifetime.WITH_DIRECTORY);
      try (var server = FileServer.start(moved, options)) {
        Files.move(moved, outside.resolve("elsewhere"));
        Files.createDirectory(moved);
        server.awaitClosed();
        assertEquals(1, log.size());
      }
    }
  }
}
