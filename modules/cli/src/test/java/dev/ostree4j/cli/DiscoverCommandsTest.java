// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remote refs`, `remote summary`, `find-remotes` and `create-usb`.
class DiscoverCommandsTest {
  private static final String ID = "org.example.Apps";

  @TempDir Path directory;
  private Cli cli;
  private String commit;

  @BeforeEach
  void create() throws IOException, GeneralSecurityException {
    cli = new Cli(directory);
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] point = last32(pair.getPublic().getEncoded());
    byte[] secret = Arrays.copyOf(last32(pair.getPrivate().getEncoded()), 64);
    System.arraycopy(point, 0, secret, 32, 32);
    Files.createDirectory(directory.resolve("tree"));
    ok("init", "--repo=apps", "--mode=archive", "--collection-id=" + ID);
    commit = ok("commit", "--repo=apps", "-b", "app", "--sign=" + base64(secret), "tree").strip();
    ok("summary", "-u", "--repo=apps");
    ok("init", "--repo=client");
    ok(
        "remote",
        "add",
        "--repo=client",
        "apps",
        "file://" + directory.resolve("apps"),
        "--no-gpg-verify",
        "--sign-verify=ed25519=inline:" + base64(point),
        "--collection-id=" + ID);
  }

  private static byte[] last32(byte[] bytes) {
    return Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String ok(String... words) {
    return cli.run(words).ok();
  }

  private String error(String... words) {
    return cli.run(words).error();
  }

  @Test
  void aRemoteOfAnotherBackendHasNoAddressToAsk() {
    ok("remote", "add", "--repo=client", "--custom-backend=ostree-rs-ext", "elsewhere");
    for (String command : List.of("refs", "summary", "show-url")) {
      assertEquals(
          "No \"url\" option in remote \"elsewhere\"",
          cli.run("--repo=client", "remote", command, "elsewhere").error());
    }
  }

  @Test
  void refsOfARemoteAreListed() {
    assertEquals("apps:app\napps:ostree-metadata\n", ok("remote", "refs", "apps", "--repo=client"));
    String revisions = ok("remote", "refs", "-r", "apps", "--repo=client");
    assertTrue(revisions.startsWith("apps:app\t" + commit + "\n"), revisions);
  }

  @Test
  void theSummaryOfARemoteIsThatOfItsRepository() {
    for (String how : new String[] {"--raw", "--list-metadata-keys"}) {
      assertEquals(
          ok("summary", how, "--repo=apps"), ok("remote", "summary", how, "apps", "--repo=client"));
    }
    assertEquals(
        ok("summary", "-v", "--repo=apps").replace("Summary is unsigned\n", ""),
        ok("remote", "summary", "apps", "--repo=client"));
    assertEquals(
        "'archive-z2'\n",
        ok(
            "remote",
            "summary",
            "--print-metadata-key=ostree.summary.mode",
            "apps",
            "--repo=client"));
  }

  @Test
  void aRemoteWithoutSummaryIsTold() throws IOException {
    Files.delete(directory.resolve("apps/summary"));
    assertEquals(
        "Remote refs not available; server has no summary file",
        error("remote", "refs", "apps", "--repo=client"));
    assertEquals(
        "Remote server has no summary file", error("remote", "summary", "apps", "--repo=client"));
    assertEquals("NAME must be specified", error("remote", "refs", "--repo=client"));
    assertEquals("Remote \"nope\" not found", error("remote", "refs", "nope", "--repo=client"));
  }

  @Test
  void remotesAreFoundAndPulledFrom() {
    String found =
        ok("find-remotes", "--finders=config", "--pull", ID, "app", ID, "none", "--repo=client");
    String expected =
        """
        Result 0: file://%s
         - Finder: OstreeRepoFinderConfig
         - Keyring: apps.trustedkeys.gpg
         - Priority: 100
         - Summary last modified: TIME
         - Refs:
            - (org.example.Apps, app) = %s
            - (org.example.Apps, none) = (not found)

        1/2 refs were found.
        Refs not found in any remote:
         - (org.example.Apps, none)
        Pulled 1/1 refs successfully.
        """
            .formatted(directory.resolve("apps"), commit);
    assertEquals(expected, found.replaceFirst("modified: 2[0-9T:-]+Z", "modified: TIME"));
    assertEquals("apps:app\n", ok("refs", "--repo=client"));
  }

  @Test
  void aMirrorKeepsTheCollection() {
    ok("find-remotes", "--finders=config", "--pull", "--mirror", ID, "app", "--repo=client");
    assertEquals("(org.example.Apps, app)\n", ok("refs", "-c", "--repo=client"));
    assertEquals("", ok("refs", "--repo=client"));
  }

  /// No key counts for the collection, so nobody in the network is asked.
  @Test
  void theLocalNetworkMayBeSearched() {
    String[] search = {"find-remotes", "org.example.Other", "app", "--repo=client"};
    assertEquals("No results.\n", ok(with("--finders=lan", search)));
    assertEquals("No results.\n", ok(with("--finders=lan,config,mount", search)));
    ok("config", "set", "core.default-repo-finders", "lan;config", "--repo=client");
    assertEquals("No results.\n", ok(search));
    assertEquals("", cli.run(search).err());
  }

  /// Named on the command line the finder is needed; in the configuration, others do.
  @Test
  @Tag("slow")
  void withoutItsModuleTheLocalNetworkIsNotSearched() {
    String client = "--repo=" + directory.resolve("client");
    String missing = "The finder 'lan' needs the module dev.ostree4j.lan, which is not installed\n";
    var child = new ChildJvm("256m").without("lan");
    var refused = child.run("find-remotes", "--finders=lan", ID, "app", client);
    assertEquals("error: " + missing, refused.err());
    assertEquals(1, refused.status());
    ok("config", "set", "core.default-repo-finders", "lan;config", "--repo=client");
    var warned = child.run("find-remotes", ID, "app", client);
    assertEquals(missing, warned.err());
    assertTrue(warned.out().startsWith("Result 0: file://"), warned.out());
    assertEquals(0, warned.status());
  }

  private static String[] with(String option, String... words) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = option;
    return all;
  }

  @Test
  void whereNobodyHasARefThatIsSaid() {
    assertEquals(
        "No results.\n", ok("find-remotes", "--finders=config", ID, "none", "--repo=client"));
  }

  @Test
  void whatIsNotSignedByTheRemoteIsNotPulled() {
    ok("commit", "--repo=apps", "-b", "app", "tree");
    ok("summary", "-u", "--repo=apps");
    assertEquals(
        "Failed to pull some refs from the remotes: (org.example.Apps, app)",
        error("find-remotes", "--finders=config", "--pull", ID, "app", "--repo=client"));
  }

  @Test
  void mistakesOfTheCommandLineAreTold() {
    assertEquals(
        "At least one COLLECTION-ID REF pair must be specified",
        error("find-remotes", "--repo=client"));
    assertEquals(
        "Only complete COLLECTION-ID REF pairs may be specified",
        error("find-remotes", ID, "--repo=client"));
    assertEquals("Invalid collection ID x", error("find-remotes", "x", "y", "--repo=client"));
    assertEquals("Invalid ref name ..", error("find-remotes", ID, "..", "--repo=client"));
    assertEquals(
        "When --mirror is specified, --pull must also be",
        error("find-remotes", "--mirror", ID, "app", "--repo=client"));
    for (String finders : new String[] {"nope", "config,config", "config,", "override"}) {
      String message = error("find-remotes", "--finders=" + finders, ID, "app", "--repo=client");
      assertTrue(message.startsWith("Unknown or duplicate finder type"), message);
    }
    assertEquals(
        "List of finders in --finders option must not be empty",
        error("find-remotes", "--finders=", ID, "app", "--repo=client"));
  }

  @Test
  void refsAreCopiedToAMedium() throws IOException {
    ok("pull", "apps", "app", "--repo=client");
    Files.createDirectory(directory.resolve("usb"));
    assertEquals(
        "Copied 1/1 refs successfully from ‘"
            + directory.resolve("client")
            + "’ to ‘.ostree/repo’ repository in ‘usb’.\n",
        ok("create-usb", "usb", ID, "app", "--repo=client"));
    assertEquals("(org.example.Apps, app)\n", ok("refs", "-c", "--repo=usb/.ostree/repo"));
    assertTrue(Files.exists(directory.resolve("usb/.ostree/repo/summary")));
  }

  @Test
  void mistakesWithAMediumAreTold() throws IOException {
    Files.createDirectory(directory.resolve("usb"));
    assertEquals("A MOUNT-PATH must be specified", error("create-usb", "--repo=client"));
    assertEquals(
        "Collection–ref (org.example.Apps, none) not found",
        error("create-usb", "usb", ID, "none", "--repo=client"));
    assertEquals(
        "opendir(absent): No such file or directory",
        error("create-usb", "absent", ID, "app", "--repo=client"));
    assertEquals(
        "The --commit option can only be used when a single COLLECTION-ID REF pair is specified",
        error("create-usb", "--commit=" + commit, "usb", ID, "a", ID, "b", "--repo=client"));
    assertEquals(
        "Invalid rev xyz", error("create-usb", "--commit=xyz", "usb", ID, "a", "--repo=client"));
  }
}
