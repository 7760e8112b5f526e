// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Verdict;
import dev.ostree4j.sign.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void commit() throws IOException {
    cli = new Cli(directory);
    Files.createDirectory(directory.resolve("tree"));
    ostree("init", "--mode=archive");
    ostree("commit", "-b", "main", "--add-metadata-string=version=1.0", "tree");
  }

  private String ostree(String... words) {
    return outcome(words).ok();
  }

  private Cli.Outcome outcome(String... words) {
    var all = new String[words.length + 1];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--repo=repo";
    return cli.run(all);
  }

  @Test
  void whatWasWrittenIsShown() {
    assertEquals("", ostree("summary", "-u"));
    String shown = ostree("summary", "-v");
    assertTrue(shown.startsWith("* main\n    Latest Commit ("), shown);
    assertTrue(shown.contains("\n    Version (ostree.commit.version): 1.0\n"), shown);
    assertTrue(shown.contains("\nRepository Mode (ostree.summary.mode): archive-z2\n"), shown);
    String end = "\nostree.summary.indexed-deltas: true\nSummary is unsigned\n";
    assertTrue(shown.endsWith(end), shown);
  }

  @Test
  void eachUpdateSaysWhatItWasTold() {
    ostree("summary", "-u", "--add-metadata=key='value'", "-m", "number=@t 123");
    String shown = ostree("summary", "--view");
    assertTrue(shown.contains("\nkey: 'value'\n"), shown);
    assertTrue(shown.contains("\nnumber: 123\n"), shown);
    ostree("summary", "-u");
    assertFalse(ostree("summary", "--view").contains("key"));
  }

  @Test
  void keysAndValuesCanBeHadByThemselves() {
    ostree("summary", "-u", "--add-metadata=key='value'");
    assertEquals(
        """
        key
        ostree.summary.indexed-deltas
        ostree.summary.last-modified
        ostree.summary.mode
        ostree.summary.tombstone-commits
        """,
        ostree("summary", "--list-metadata-keys"));
    assertEquals("'value'\n", ostree("summary", "--print-metadata-key=key"));
    String time = ostree("summary", "--print-metadata-key=ostree.summary.last-modified");
    assertTrue(time.matches("uint64 [12][0-9]{9}\n"), time);
    assertEquals(
        "No such metadata key 'nope'", outcome("summary", "--print-metadata-key=nope").error());
  }

  @Test
  void numbersOfTheRawFormAreTurnedAround() {
    ostree("summary", "-u");
    String raw = ostree("summary", "--raw");
    assertTrue(raw.startsWith("([('main', (uint64 "), raw);
    assertTrue(raw.matches("(?s).*'ostree.summary.last-modified': <uint64 [12][0-9]{9}>.*"), raw);
  }

  @Test
  void itIsSigned() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] seed = last32(pair.getPrivate().getEncoded());
    byte[] point = last32(pair.getPublic().getEncoded());
    byte[] secret = Arrays.copyOf(seed, 64);
    System.arraycopy(point, 0, secret, 32, 32);
    ostree("summary", "-u", "--sign=" + Base64.getEncoder().encodeToString(secret));
    byte[] summary = Files.readAllBytes(directory.resolve("repo/summary"));
    byte[] signatures = Files.readAllBytes(directory.resolve("repo/summary.sig"));
    Verdict verdict =
        Verifier.of(SignatureEngines.standard().resolve("ed25519"))
            .withKey(Base64.getEncoder().encodeToString(point))
            .verify(summary, SignedMetadata.parse(signatures));
    assertInstanceOf(Verdict.Trusted.class, verdict);
    String unknown = outcome("summary", "-u", "--sign-type=none", "--sign=x").error();
    assertTrue(unknown.startsWith("Requested signature type is not implemented"), unknown);
  }

  private static byte[] last32(byte[] bytes) {
    return Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
  }

  @Test
  void mistakesAreTold() {
    assertEquals("No option specified; use -u to update summary", outcome("summary").error());
    assertEquals("openat(summary): No such file or directory", outcome("summary", "-v").error());
    assertEquals(
        "Missing '=' in KEY=VALUE metadata 'x'", outcome("summary", "-u", "-m", "x").error());
    assertTrue(
        outcome("summary", "-u", "-m", "x=y").error().startsWith("Error parsing variant ‘y’: "));
  }

  @Test
  void aDamagedFileIsShownAndTold() throws IOException {
    Files.writeString(directory.resolve("repo/summary"), "<html>");
    Cli.Outcome shown = outcome("summary", "--raw");
    assertEquals("(@a(s(taya{sv})) [], @a{sv} {})\n", shown.ok());
    assertEquals("warning: Invalid summary: Not normal form\n", shown.err());
  }

  /// What is missing in it is filled in, which can be far more than there is.
  @Test
  void aDamagedFileThatIsLargeIsRefused() throws IOException {
    Files.write(directory.resolve("repo/summary"), new byte[(1 << 20) + 1]);
    assertEquals("Invalid summary: Not normal form", outcome("summary", "--raw").error());
  }

  @Test
  void theLetterVMeansView() {
    String help = cli.run("summary", "--help").ok();
    assertTrue(help.contains("\n  -v, --view "), help);
    assertTrue(help.contains("\n  --verbose "), help);
  }
}
