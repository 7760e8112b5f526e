// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.lan.RepoAdvert;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both programs find each other's repositories in a network, the C program through an Avahi
/// daemon. All of it happens in one run of `lan.sh`, in a network that consists of a loopback
/// interface and is seen by nobody else.
class LanInteropIT {
  private static final String ID = LanHost.COLLECTION;

  @TempDir static Path directory;
  private static String commit = "";

  @BeforeAll
  static void run() throws IOException {
    ReferenceProgram.requireOstree();
    for (String program : List.of("avahi-daemon", "dbus-daemon", "ip", "unshare", "gpg")) {
      ReferenceProgram.require(program);
    }
    requireNamespaces();
    furnish();
    Path script = directory.resolve("lan.sh");
    try (InputStream source = LanInteropIT.class.getResourceAsStream("lan.sh")) {
      Files.copy(source, script);
    }
    var outcome =
        ReferenceProgram.run(
            List.of(
                "timeout",
                "120",
                "unshare",
                "--map-root-user",
                "--net",
                "--mount",
                "--propagation=private",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                script.toString(),
                directory.toString()),
            Map.of(
                "OURS", ChildJvm.commandOf(Main.class), "HOST", ChildJvm.commandOf(LanHost.class)));
    assertEquals(0, outcome.status(), () -> outcome + logs());
  }

  /// Not every container lets its processes have them.
  private static void requireNamespaces() {
    var outcome =
        ReferenceProgram.run(
            List.of("unshare", "--map-root-user", "--net", "--mount", "--pid", "--fork", "true"),
            Map.of());
    if (outcome.status() != 0) {
      System.err.println("SKIPPED: no namespaces here, so no network of our own: " + outcome);
      Assumptions.abort("no namespaces: " + outcome);
    }
  }

  private static void furnish() throws IOException {
    String home = Files.createDirectory(directory.resolve("gpg")).toString();
    ReferenceProgram.succeed(List.of("chmod", "700", home));
    ReferenceProgram.succeed(
        List.of(
            "gpg",
            "--homedir",
            home,
            "--batch",
            "--passphrase",
            "",
            "--quick-gen-key",
            "a@example.org",
            "ed25519",
            "sign",
            "never"));
    Path key = directory.resolve("key.gpg");
    ReferenceProgram.succeed(
        List.of("gpg", "--homedir", home, "--output", key.toString(), "--export"));
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.writeString(tree.resolve("file"), "content");
    Path served = Files.createDirectory(directory.resolve("served"));
    String apps = "--repo=" + served.resolve("7");
    ReferenceProgram.ostree("init", "--mode=archive", "--collection-id=" + ID, apps);
    for (String ref : List.of("app", "other")) {
      ReferenceProgram.ostree(
          "commit",
          "-b",
          ref,
          "--gpg-sign=a@example.org",
          "--gpg-homedir=" + home,
          apps,
          tree.toString());
    }
    ReferenceProgram.ostree("summary", "-u", apps);
    commit = ReferenceProgram.ostree("rev-parse", apps, "app").strip();
    // Under which our own advertiser names it.
    Files.createSymbolicLink(served.resolve("8"), Path.of("7"));
    for (String client : List.of("client", "ours-client")) {
      String repo = "--repo=" + directory.resolve(client);
      ReferenceProgram.ostree("init", "--mode=bare-user-only", repo);
      ReferenceProgram.ostree(
          "remote",
          "add",
          repo,
          "apps",
          "file:///nowhere",
          "--gpg-import=" + key,
          "--collection-id=" + ID);
    }
    Files.writeString(directory.resolve("repo.service"), serviceFile(LanHost.advert("app", 7)));
  }

  /// For the daemon: a service with our records.
  private static String serviceFile(RepoAdvert advert) {
    var file = new StringBuilder("<service-group><name>Peer</name><service>");
    file.append("<type>_ostree_repo._tcp</type><port>8080</port>");
    for (String text : advert.texts()) {
      int value = text.indexOf('=') + 1;
      byte[] bytes = text.substring(value).getBytes(StandardCharsets.ISO_8859_1);
      file.append("<txt-record value-format=\"binary-hex\">").append(text, 0, value);
      file.append(HexFormat.of().formatHex(bytes)).append("</txt-record>");
    }
    return file.append("</service></service-group>\n").toString();
  }

  private static String said(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private static String logs() {
    var logs = new StringBuilder();
    for (String name : List.of("avahi.log", "bus.log", "host.log", "advertiser.log", "answer")) {
      try {
        logs.append("\n== ").append(name).append('\n').append(said(name));
      } catch (IOException e) {
        logs.append("not there");
      }
    }
    return logs.toString();
  }

  @Test
  void theyFindWhatIsInOurFilter() throws IOException {
    String theirs = said("theirs");
    assertTrue(theirs.startsWith("Result 0: http://127.0.0.1:8080/7\n"), theirs);
    assertTrue(theirs.contains("(" + ID + ", app) = " + commit + "\n"), theirs);
  }

  /// They met the service, and the filter told them that it has no such ref.
  private static void nothingFound(String name) throws IOException {
    String all = said(name);
    assertTrue(all.contains("TXT record definitely has no matching refs"), all);
    assertTrue(all.contains("\nNo results.\n"), all);
  }

  @Test
  void theyDoNotFindWhatIsNotInOurFilter() throws IOException {
    nothingFound("theirs-other");
  }

  @Test
  void weFindWhatTheirDaemonPublishes() throws IOException {
    assertEquals(said("theirs") + "Pulled 1/1 refs successfully.\n", said("ours"));
    String repo = "--repo=" + directory.resolve("ours-client");
    assertEquals(commit + "\n", ReferenceProgram.ostree("rev-parse", repo, "apps:app"));
  }

  @Test
  void theyFindWhatWeAdvertise() throws IOException {
    assertEquals(said("theirs").replace("8080/7", "8080/8"), said("theirs-of-ours"));
    nothingFound("theirs-of-ours-other");
    String pulled = said("theirs-pulled");
    assertTrue(pulled.endsWith("Pulled 1/1 refs successfully.\n"), pulled);
  }
}
