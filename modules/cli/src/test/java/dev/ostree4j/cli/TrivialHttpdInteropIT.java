// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same requests to our server and to the C program's, both started in the background as
/// scripts start them.
@Timeout(120)
final class TrivialHttpdInteropIT {
  private static final Path REAL = Path.of("/usr/libexec/libostree/ostree-trivial-httpd");

  private final ChildJvm program = new ChildJvm("64m");
  @TempDir Path directory;
  private Path root;

  @BeforeEach
  void makeFiles() throws IOException {
    ReferenceProgram.requireOstree();
    root = Files.createDirectories(directory.resolve("root"));
    Files.writeString(directory.resolve("outside"), "outside");
    Files.writeString(root.resolve("f"), "hello\n");
    Files.createDirectories(root.resolve("repo/objects/aa"));
    Files.writeString(root.resolve("repo/objects/aa/x"), "0123456789");
    Files.createDirectory(root.resolve("d"));
    Files.writeString(root.resolve("d/index.html"), "index");
    Files.createDirectory(root.resolve("list"));
    Files.writeString(root.resolve("list/a&b"), "");
    Files.createSymbolicLink(root.resolve("link"), directory.resolve("outside"));
    Files.createFile(root.resolve("empty"));
    Files.createFile(root.resolve("secret"));
    Files.setPosixFilePermissions(
        root.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
  }

  /// Both servers end with the directory.
  @AfterEach
  void end() throws Exception {
    if (Files.exists(root)) {
      Files.move(root, directory.resolve("gone"));
    }
  }

  private String startOurs(String... options) throws IOException {
    Path port = directory.resolve("our-port");
    program.succeed(words("trivial-httpd", port, options));
    return Files.readString(port).strip();
  }

  private String startReal(String... options) throws IOException {
    Path port = directory.resolve("real-port");
    var command = new ArrayList<>(List.of(REAL.toString()));
    command.addAll(List.of(words("--autoexit", port, options)));
    ReferenceProgram.succeed(command);
    return Files.readString(port).strip();
  }

  private String[] words(String first, Path port, String... options) {
    var words = new ArrayList<>(List.of(first, "--daemonize", "--autoexit", "-p", port.toString()));
    words.addAll(List.of(options));
    words.add(root.toString());
    return words.toArray(String[]::new);
  }

  /// Status, length and body; what a cut-off answer did not send is missing.
  private static String ask(String port, String path, String... headers) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    for (String header : headers) {
      String[] pair = header.split(": ", 2);
      connection.setRequestProperty(pair[0], pair[1]);
    }
    String status = connection.getResponseCode() + " " + connection.getContentLength() + " ";
    try (var in = connection.getInputStream()) {
      return status + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return status + "(fails)";
    }
  }

  /// What follows the help, which is our own.
  private static String message(String err) {
    return err.substring(Math.max(0, err.lastIndexOf("error: ")));
  }

  private static void same(String real, String ours, String path, String... headers)
      throws IOException {
    assertEquals(ask(real, path, headers), ask(ours, path, headers), path);
  }

  @Test
  void bothAnswerAlike() throws IOException {
    String real = startReal();
    String ours = startOurs();
    for (String path :
        List.of("/f", "/f?q", "/nothing", "/d/", "/link", "/empty", "/secret", "/%66")) {
      same(real, ours, path);
    }
    assertEquals(301, Integer.parseInt(ask(ours, "/d").substring(0, 3)));
    assertEquals(301, Integer.parseInt(ask(real, "/d").substring(0, 3)));
    assertTrue(ask(ours, "/list/").contains(">a&amp;b</a><br>"));
    assertTrue(ask(real, "/list/").contains(">a&amp;b</a><br>"));
    for (String range : List.of("1-2", "3-", "-2", "6-", "4-3")) {
      same(real, ours, "/f", "Range: bytes=" + range);
    }
    same(real, ours, "/f", "If-None-Match: \"x\"");
    // The C program announces a body of 0 bytes, which a 304 never has.
    for (String zone : List.of("GMT", "UTC")) {
      String future = "If-Modified-Since: Thu, 26 Nov 2037 06:01:41 " + zone;
      assertEquals("304 0 ", ask(real, "/f", future));
      assertEquals("304 -1 ", ask(ours, "/f", future));
    }
    same(real, ours, "/f", "If-Modified-Since: Thu, 26 Nov 2020 06:01:41 GMT");
    same(real, ours, "/f", "If-Modified-Since: Thu, 26 Nov 2020 06:01:41 UTC");
  }

  @Test
  void bothDemandAlike() throws IOException {
    String[] options = {
      "--expected-cookies=a=b", "--expected-cookies=c=d", "--expected-header=foo=bar"
    };
    String real = startReal(options);
    String ours = startOurs(options);
    same(real, ours, "/f");
    same(real, ours, "/f", "Cookie: a=b; c=d");
    same(real, ours, "/f", "Cookie: a=b", "foo: bar");
    same(real, ours, "/f", "Cookie: c=d; a=b", "foo: baz");
    same(real, ours, "/f", "Cookie: c=d; a=b", "Foo: bar");
  }

  @Test
  void bothAskForThePassword() throws IOException {
    String real = startReal("--require-basic-auth");
    String ours = startOurs("--require-basic-auth");
    same(real, ours, "/f");
    same(real, ours, "/f", "Authorization: Basic Zm9vdXNlcjpiYXJwdw==");
    same(real, ours, "/f", "Authorization: Basic Zm9vdXNlcjpiYXJwdx==");
  }

  @Test
  void bothSendHalfOfAnObject() throws IOException {
    String real = startReal("--force-range-requests");
    String ours = startOurs("--force-range-requests");
    same(real, ours, "/f");
    same(real, ours, "/repo/objects/aa/x");
    same(real, ours, "/repo/objects/aa/x", "Range: bytes=5-");
    assertEquals("200 10 (fails)", ask(ours, "/repo/objects/aa/x"));
  }

  @Test
  void failuresAtRandomHaveTheirStatusAndEnd() throws IOException {
    String ours =
        startOurs(
            "--random-500s=99",
            "--random-500s-max=2",
            "--random-408s=99",
            "--random-408s-max=1",
            "--log-file=" + directory.resolve("log"));
    var seen = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      seen.add(ask(ours, "/f").substring(0, 3));
    }
    assertEquals(2, Collections.frequency(seen, "500"), seen.toString());
    // A client may repeat a request which timed out on its own.
    assertTrue(Collections.frequency(seen, "408") <= 1, seen.toString());
    String log = Files.readString(directory.resolve("log"));
    assertTrue(log.contains(" - serving /f\n"), log);
    assertTrue(log.contains(" -   status: Internal Server Error (500)\n"), log);
    assertTrue(log.contains(" -   status: OK (200)\n"), log);
  }

  @Test
  void theSameMistakesAreRefused() throws IOException {
    Path there = Files.createFile(directory.resolve("there"));
    for (String[] words :
        List.of(
            new String[] {"--random-500s=100"},
            new String[] {"--random-408s=101"},
            new String[] {"--daemonize", "--log-file=-"},
            new String[] {"--log-file=" + there},
            new String[] {"--log-file=" + there.resolveSibling("no/where")},
            new String[] {directory.resolve("no-such").toString()})) {
      var ours = new ArrayList<>(List.of("trivial-httpd"));
      ours.addAll(List.of(words));
      var real = new ArrayList<>(List.of(REAL.toString()));
      real.addAll(List.of(words));
      ReferenceProgram.Outcome mine = program.run(ours.toArray(String[]::new));
      ReferenceProgram.Outcome theirs = ReferenceProgram.run(real, Map.of());
      assertEquals(theirs.status(), mine.status());
      assertEquals(message(theirs.err()), message(mine.err()));
    }
  }

  /// The C program says only that its child failed.
  @Test
  void theChildsMistakeIsToldByItsParent() throws IOException {
    Path there = Files.createFile(directory.resolve("there"));
    ReferenceProgram.Outcome mine =
        program.run("trivial-httpd", "--daemonize", "--log-file=" + there, root.toString());
    assertEquals(1, mine.status());
    assertEquals("error: Error opening file “" + there + "”: File exists\n", mine.err());
  }

  /// The server ends then, in the background as well: nobody would know where it listens.
  @ParameterizedTest
  @ValueSource(strings = {"--autoexit", "--daemonize"})
  void aPlaceForThePortThatIsNotThereIsTold(String way) throws IOException {
    String port = directory.resolve("nowhere/port").toString();
    String[] words = {"trivial-httpd", way, "-p", port, root.toString()};
    var command = new ArrayList<>(List.of(words));
    command.set(0, REAL.toString());
    assertEquals(1, ReferenceProgram.run(command, Map.of()).status());
    ReferenceProgram.Outcome ours = program.run(words);
    assertEquals(1, ours.status());
    assertEquals(
        "error: Couldn't write " + port + ": No such file or directory",
        message(ours.err()).strip());
    assertEquals(List.of(), running(root.toString()));
  }

  /// The command lines of our servers of this directory.
  private static List<String> running(String served) throws IOException {
    var lines = new ArrayList<String>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
          if (line.contains("trivial-httpd") && line.contains(served)) {
            lines.add(line);
          }
        } catch (IOException e) {
          // It has ended by now.
        }
      }
    }
    return lines;
  }
}
