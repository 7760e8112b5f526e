// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both programs say the same of remotes and media, and use each other's.
class DiscoverInteropIT {
  private static final String ID = "org.example.Apps";

  @TempDir Path directory;
  private Cli cli;
  private String client;

  @BeforeEach
  void create() throws IOException {
    ReferenceProgram.requireOstree();
    cli = new Cli(directory);
    String apps = "--repo=" + directory.resolve("apps");
    client = "--repo=" + directory.resolve("client");
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.writeString(tree.resolve("file"), "content");
    ReferenceProgram.ostree("init", "--mode=archive", "--collection-id=" + ID, apps);
    ReferenceProgram.ostree("commit", "-b", "app", apps, tree.toString());
    ReferenceProgram.ostree("commit", "-b", "other/app", apps, tree.toString());
    ReferenceProgram.ostree("summary", "-u", apps);
    ReferenceProgram.ostree("init", client);
    ReferenceProgram.ostree(
        "remote",
        "add",
        client,
        "apps",
        "file://" + directory.resolve("apps"),
        "--no-gpg-verify",
        "--collection-id=" + ID);
    ReferenceProgram.ostree("pull", "apps", "app", client);
  }

  private void same(String... words) {
    assertEquals(ReferenceProgram.ostree(words), cli.run(words).ok());
  }

  @Test
  void theSameIsSaidOfRemotes() {
    same("remote", "refs", "apps", client);
    same("remote", "summary", "apps", client);
    same("remote", "summary", "--raw", "apps", client);
    same("find-remotes", "--finders=config", ID, "app", client);
    same("find-remotes", "--finders=config", "org.example.None", "app", client);
  }

  @Test
  void theSameOneIsAskedFirst() {
    String copy = "--repo=" + directory.resolve("copy");
    ReferenceProgram.succeed(
        List.of(
            "cp",
            "-a",
            directory.resolve("apps").toString(),
            directory.resolve("copy").toString()));
    ReferenceProgram.ostree("summary", "-u", "--add-metadata=later=true", copy);
    ReferenceProgram.ostree(
        "remote",
        "add",
        client,
        "another",
        "file://" + directory.resolve("copy"),
        "--no-gpg-verify",
        "--collection-id=" + ID);
    same("find-remotes", "--finders=config", ID, "app", client);
  }

  @Test
  void theSameIsSaidOfSignatures() throws IOException {
    ReferenceProgram.require("gpg");
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
    String apps = "--repo=" + directory.resolve("apps");
    cli.run("summary", "-u", "--gpg-sign=a@example.org", "--gpg-homedir=" + home, apps).ok();
    cli.run(
            "remote",
            "add",
            "signed",
            "file://" + directory.resolve("apps"),
            "--set=gpg-verify-summary=true",
            "--gpg-import=" + key,
            client)
        .ok();
    same("remote", "summary", "signed", client);
    String shown = cli.run("remote", "summary", "signed", client).ok();
    assertTrue(shown.contains("  Good signature from "), shown);
  }

  @Test
  void theyUseOurMedium() throws IOException {
    Path usb = Files.createDirectory(directory.resolve("usb"));
    cli.run("create-usb", "--destination-repo=some/repo", "usb", ID, "app", client).ok();
    String there = "--repo=" + usb.resolve(".ostree/repos.d/00-generated");
    assertEquals("(org.example.Apps, app)\n", ReferenceProgram.ostree("refs", "-c", there));
    ReferenceProgram.ostree("fsck", "-q", there);
    String shown = ReferenceProgram.ostree("summary", "-v", there);
    assertTrue(shown.startsWith("* (org.example.Apps, app)\n"), shown);
  }

  @Test
  void theMediaAreTheSame() throws IOException {
    Files.createDirectory(directory.resolve("ours"));
    Files.createDirectory(directory.resolve("theirs"));
    String said = cli.run("create-usb", "ours", ID, "app", client).ok();
    String theirs = ReferenceProgram.ostree("create-usb", directory + "/theirs", ID, "app", client);
    assertEquals(theirs.replace(directory + "/theirs", "ours"), said);
    assertEquals(files("theirs"), files("ours"));
  }

  private String files(String medium) {
    return ReferenceProgram.succeed(
        List.of(
            "sh",
            "-c",
            "cd " + directory.resolve(medium) + " && find . -printf '%y %P\\n' | sort"));
  }
}
