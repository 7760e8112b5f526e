// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real `flatpak` installs and updates an application from a repository which we committed,
/// signed, summarised and serve, and refuses it when it was tampered with.
///
/// The application is not run: that needs a whole runtime.
final class FlatpakInteropIT {
  private static final String USER = "Tester <tester@example.org>";
  private static final String ARCH = "x86_64";
  private static final String RUNTIME = "runtime/org.example.Platform/" + ARCH + "/1";
  private static final String APP = "app/org.example.Hello/" + ARCH + "/stable";

  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private Path repo;
  private Path gnupg;
  private FileServer server;

  @BeforeEach
  void makeKeyAndRepository() throws IOException {
    ReferenceProgram.require("flatpak");
    ReferenceProgram.require("gpg");
    repo = directory.resolve("repo");
    gnupg = privateDirectory("gnupg");
    gpg("--quick-generate-key", USER, "ed25519", "sign", "never");
    cli("init", "--mode=archive");
    writeRuntime();
    writeApp("hello 1");
    summarise();
    server = FileServer.start(repo, FileServerOptions.defaults());
    prepareFlatpak();
  }

  @AfterEach
  void end() throws IOException {
    if (server != null) {
      server.close();
    }
    if (gnupg != null) {
      ReferenceProgram.run(
          List.of("gpgconf", "--homedir", gnupg.toString(), "--kill", "all"), Map.of());
    }
  }

  private Path privateDirectory(String name) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return Files.createDirectory(directory.resolve(name), mode);
  }

  private String gpg(String... words) {
    var command =
        new ArrayList<>(
            List.of("gpg", "--homedir", gnupg.toString(), "--batch", "--passphrase", ""));
    command.addAll(List.of(words));
    return ReferenceProgram.succeed(command);
  }

  private String cli(String... words) {
    var all = new ArrayList<>(List.of("--repo=" + repo));
    all.addAll(List.of(words));
    return new Cli(directory).run(all.toArray(String[]::new)).ok();
  }

  private String[] signed(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--gpg-sign=" + keyId(), "--gpg-homedir=" + gnupg));
    return all.toArray(String[]::new);
  }

  private String keyId() {
    return gpg("--list-keys", "--with-colons")
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .findFirst()
        .orElseThrow()
        .split(":", -1)[9];
  }

  private void summarise() {
    cli(signed("summary", "-u"));
  }

  private void writeRuntime() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("runtime"));
    Files.createDirectories(tree.resolve("files/bin"));
    Files.writeString(tree.resolve("files/bin/sh"), "no shell\n");
    String self = "org.example.Platform/" + ARCH + "/1";
    commit(
        tree,
        RUNTIME,
        "[Runtime]\nname=org.example.Platform\nruntime=" + self + "\nsdk=" + self + "\n");
  }

  private String writeApp(String text) throws IOException {
    Path tree = directory.resolve("app");
    Files.createDirectories(tree.resolve("files/bin"));
    Files.createDirectories(tree.resolve("export"));
    Files.writeString(tree.resolve("files/bin/hello"), "#!/bin/sh\necho " + text + "\n");
    String runtime = RUNTIME.substring("runtime/".length());
    return commit(
        tree,
        APP,
        "[Application]\nname=org.example.Hello\nruntime="
            + runtime
            + "\nsdk="
            + runtime
            + "\ncommand=hello\n");
  }

  /// What flatpak asks of a commit: the metadata file, the same text in the commit, and the sizes.
  private String commit(Path tree, String ref, String metadata) throws IOException {
    Files.writeString(tree.resolve("metadata"), metadata);
    return cli(signed(
            "commit",
            "--branch=" + ref,
            "--bind-ref=" + ref,
            "--owner-uid=0",
            "--owner-gid=0",
            "--no-xattrs",
            "--canonical-permissions",
            "--tree=dir=" + tree,
            "--add-metadata-string=xa.metadata=" + metadata,
            "--add-metadata=xa.installed-size=uint64 100",
            "--add-metadata=xa.download-size=uint64 100"))
        .strip();
  }

  private void prepareFlatpak() throws IOException {
    Path home = privateDirectory("home");
    environment.put("HOME", home.toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
    environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    environment.put("XDG_RUNTIME_DIR", privateDirectory("run").toString());
    environment.put("FLATPAK_USER_DIR", home.resolve("flatpak").toString());
    environment.put("LC_ALL", "C.UTF-8");
    Path key = Files.writeString(directory.resolve("key.asc"), gpg("--armor", "--export"));
    flatpakOk("remote-add", "--gpg-import=" + key, "hello", server.uri() + "/");
  }

  private ReferenceProgram.Outcome flatpak(String... words) {
    var command = new ArrayList<>(List.of("flatpak", "--user"));
    command.addAll(List.of(words));
    return ReferenceProgram.run(command, environment);
  }

  private String flatpakOk(String... words) {
    ReferenceProgram.Outcome outcome = flatpak(words);
    assertEquals(0, outcome.status(), outcome.toString());
    return outcome.out();
  }

  private void install() {
    flatpakOk("install", "-y", "--noninteractive", "hello", "org.example.Hello");
  }

  private ReferenceProgram.Outcome update() {
    return flatpak("update", "-y", "--noninteractive", "org.example.Hello");
  }

  private String installedCommit() {
    return flatpakOk("info", "--show-commit", "org.example.Hello").strip();
  }

  private String installedText() throws IOException {
    Path location = Path.of(flatpakOk("info", "--show-location", "org.example.Hello").strip());
    return Files.readString(location.resolve("files/bin/hello"));
  }

  @Test
  void anApplicationIsInstalledAndUpdated() throws IOException {
    assertTrue(flatpakOk("remote-ls", "hello").contains("org.example.Hello"));
    install();
    assertEquals("#!/bin/sh\necho hello 1\n", installedText());
    String second = writeApp("hello 2");
    summarise();
    assertEquals(0, update().status());
    assertEquals(second, installedCommit());
    assertEquals("#!/bin/sh\necho hello 2\n", installedText());
  }

  @Test
  void aTamperedObjectIsRefused() throws IOException {
    install();
    String first = installedCommit();
    List<Path> before = objects();
    writeApp("hello 2");
    summarise();
    for (Path object : objects()) {
      if (object.toString().endsWith(".filez") && !before.contains(object)) {
        byte[] bytes = Files.readAllBytes(object);
        // Inside of the compressed content; the last bits of all are padding.
        bytes[bytes.length - 8] ^= 1;
        Files.write(object, bytes);
      }
    }
    assertRefused(update(), "orrupt");
    assertEquals(first, installedCommit());
    assertEquals("#!/bin/sh\necho hello 1\n", installedText());
  }

  @Test
  void aTamperedSummaryIsRefused() throws IOException {
    install();
    String first = installedCommit();
    writeApp("hello 2");
    summarise();
    Path summary = repo.resolve("summary");
    byte[] bytes = Files.readAllBytes(summary);
    int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(APP);
    bytes[place + APP.length() - 1] ^= 1;
    Files.write(summary, bytes);
    assertRefused(flatpak("remote-ls", "hello"), "signature");
    update();
    assertEquals(first, installedCommit());
  }

  @Test
  void aCommitOfAStrangerIsRefused() throws IOException {
    install();
    String first = installedCommit();
    Path honest = gnupg;
    gnupg = privateDirectory("other");
    gpg("--quick-generate-key", "Other <other@example.org>", "ed25519", "sign", "never");
    String second = writeApp("hello 2");
    ReferenceProgram.run(
        List.of("gpgconf", "--homedir", gnupg.toString(), "--kill", "all"), Map.of());
    gnupg = honest;
    summarise();
    assertNotEquals(first, second);
    assertRefused(update(), "signature");
    assertEquals(first, installedCommit());
  }

  private static void assertRefused(ReferenceProgram.Outcome outcome, String reason) {
    assertNotEquals(0, outcome.status(), outcome.toString());
    assertTrue((outcome.out() + outcome.err()).contains(reason), outcome.toString());
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> walk = Files.walk(repo.resolve("objects"))) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }
}
