// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files and directories of users never get privileges or become writable for everybody, whichever
/// way they come into a repository and out of it.
class BareUserOnlyTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void commit() throws IOException {
    cli = new Cli(directory);
    Path wide = Files.createDirectories(directory.resolve("tree/wide"));
    Path program = Files.writeString(directory.resolve("tree/program"), "#!");
    Files.setAttribute(wide, "unix:mode", 03777);
    Files.setAttribute(program, "unix:mode", 04777);
    cli.run("init", "--repo=archive", "--mode=archive").ok();
    cli.run("init", "--repo=user", "--mode=bare-user-only").ok();
    cli.run("commit", "--repo=archive", "-b", "main", "tree").ok();
  }

  private int mode(String path) throws IOException {
    return (int) Files.getAttribute(directory.resolve(path), "unix:mode") & 07777;
  }

  @Test
  void aCommitKeepsNoModeThatUsersCannotHave() {
    cli.run("commit", "--repo=user", "-b", "main", "tree").ok();
    String listing = cli.run("ls", "--repo=user", "-R", "main").ok();
    assertTrue(listing.contains("d00755 0 0      0 /wide\n"), listing);
    assertTrue(listing.contains("-00755 0 0      2 /program\n"), listing);
  }

  @Test
  void aLocalPullRefusesAFileWithPrivileges() {
    String error = cli.run("pull-local", "--repo=user", "archive", "main").error();
    assertTrue(error.contains("invalid mode 0104777"), error);
    assertEquals("", cli.run("refs", "--repo=user").ok());
  }

  @Test
  void aPullOverFileAddressesRefusesItToo() {
    String url = "file://" + directory.resolve("archive");
    cli.run("remote", "add", "--repo=user", "--no-gpg-verify", "origin", url).ok();
    String error = cli.run("pull", "--repo=user", "origin", "main").error();
    assertTrue(error.contains("invalid mode 0104777"), error);
  }

  @Test
  void aCheckoutByAUserDropsPrivileges() throws IOException {
    cli.run("checkout", "--repo=archive", "-U", "main", "out").ok();
    assertEquals(0, mode("out/program") & 07000);
  }

  @Test
  void directoriesAreMaskedWhenAsked() throws IOException {
    cli.run("checkout", "--repo=archive", "-U", "-M", "main", "out").ok();
    assertEquals(0775, mode("out/wide"));
  }
}
