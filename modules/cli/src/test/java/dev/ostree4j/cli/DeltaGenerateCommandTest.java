// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaGenerateCommandTest {
  /// Two pairs made by OpenSSL: the secret key is seed and public key.
  private static final String SECRET =
      "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2DXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGg==";

  private static final String OPEN = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  private static final String OTHER = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";

  @TempDir Path directory;
  private Cli cli;
  private String first;
  private String second;

  @BeforeEach
  void makeTwoCommits() throws IOException {
    cli = new Cli(directory);
    Path tree = Files.createDirectories(directory.resolve("t"));
    cli.run("--repo=r", "init", "--mode=archive").ok();
    Files.writeString(tree.resolve("f"), "one ".repeat(50_000));
    first = commit();
    Files.writeString(tree.resolve("f"), "one ".repeat(50_000) + "two");
    second = commit();
  }

  private String commit() {
    return cli.run("--repo=r", "commit", "-b", "main", "--canonical-permissions", "t").ok().strip();
  }

  private Cli.Outcome generate(String... words) {
    String[] all = new String[words.length + 3];
    System.arraycopy(new String[] {"--repo=r", "static-delta", "generate"}, 0, all, 0, 3);
    System.arraycopy(words, 0, all, 3, words.length);
    return cli.run(all);
  }

  private String deltas() {
    return cli.run("--repo=r", "static-delta", "list").ok();
  }

  private void assertApplies() {
    cli.run("--repo=u", "init", "--mode=bare-user").ok();
    cli.run("--repo=u", "pull-local", "r", first).ok();
    cli.run("--repo=u", "static-delta", "apply-offline", delta()).ok();
    cli.run("--repo=u", "fsck", "-q").ok();
  }

  private String delta() {
    try (var superblocks = Files.walk(directory.resolve("r/deltas"))) {
      return superblocks
          .filter(file -> file.endsWith("superblock"))
          .findFirst()
          .orElseThrow()
          .toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theParentIsWhereItStarts() {
    Cli.Outcome made = generate("main");
    assertEquals(
        "Generating static delta:\n  From: " + first + "\n  To:   " + second + "\n", made.ok());
    assertTrue(made.err().contains("bsdiff=1 objects"), made.err());
    assertEquals(first + "-" + second + "\n", deltas());
    assertApplies();
  }

  @Test
  void nothingIsAPlaceToStartToo() {
    Cli.Outcome made = generate("--empty", "--to=main");
    assertTrue(made.ok().contains("  From: empty\n"), made.out());
    assertTrue(
        made.err().matches("(?s).*uncompressed=\\d+ compressed=\\d+ loose=\\d+\n.*"), made.err());
    assertEquals(second + "\n", deltas());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--inline",
        "--disable-bsdiff",
        "--max-bsdiff-size=0",
        "--max-chunk-size=1",
        "--swap-endianness",
        "--set-endianness=B",
        "--min-fallback-size=0"
      })
  void everyOptionMakesADeltaThatApplies(String option) {
    generate(option, "--from=main^", "main").ok();
    assertApplies();
  }

  /// As `2>/dev/full`: what was said before on standard output comes first all the same.
  @Test
  void statisticsThatCannotBeWrittenStopNothing() {
    var out = new ByteArrayOutputStream();
    var full =
        new OutputStream() {
          private int seen;

          @Override
          public void write(int value) throws IOException {
            seen = Math.max(seen, out.size());
            throw new IOException("No space left on device");
          }
        };
    var console = new Console(InputStream.nullInputStream(), out, full, false, false);
    List<String> words = List.of("--repo=r", "static-delta", "generate", "main");
    assertEquals(0, Main.run(words, console, Map.of(), directory));
    assertEquals(out.size(), full.seen);
    assertEquals(first + "-" + second + "\n", deltas());
    assertApplies();
  }

  @Test
  void whatIsThereIsNotMadeAgainWhenAskedNotTo() {
    generate("main").ok();
    assertEquals(
        "Delta " + first + "-" + second + " already exists.\n", generate("-n", "main").ok());
  }

  @Test
  void itCanGoElsewhere() throws IOException {
    Files.createDirectories(directory.resolve("out"));
    generate("--filename=out/some.delta", "main").ok();
    assertEquals("(No static deltas)\n", deltas());
    assertTrue(Files.size(directory.resolve("out/some.delta")) > 0);
    assertTrue(Files.size(directory.resolve("out/0")) > 0);
  }

  @Test
  void itIsSigned() {
    cli.with("OSTREE_DUMMY_SIGN_ENABLED", "1");
    generate("--sign-type=dummy", "--sign=secret", "main").ok();
    String name = first + "-" + second;
    String verified =
        cli.run("--repo=r", "static-delta", "verify", "--sign-type=dummy", name, "secret").ok();
    assertEquals("Verification OK\n", verified);
  }

  /// Nobody signed the delta itself, another key did, or it changed since.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unsigned | no signatures in static-delta",
        "other    | ed25519: Signature couldn't be verified with: key '3d4017c3",
        "changed  | ed25519: Signature couldn't be verified with: key 'd75a9801"
      })
  void whatNobodyTrustedSignedIsNeitherGoodNorApplied(String delta, String message)
      throws IOException {
    Files.createDirectory(directory.resolve("out"));
    Path file = directory.resolve("out/superblock");
    generate(delta.equals("unsigned") ? "-n" : "--sign=" + SECRET, "--filename=" + file, "main")
        .ok();
    if (delta.equals("changed")) {
      byte[] bytes = Files.readAllBytes(file);
      int inside = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("ostree.endianness");
      bytes[inside] = 'O';
      Files.write(file, bytes);
    }
    String key = delta.equals("other") ? OTHER : OPEN;
    Cli.Outcome verified = cli.run("--repo=r", "static-delta", "verify", file.toString(), key);
    assertTrue(verified.error().startsWith(message), verified.err());
    assertEquals("Verification fails\n", verified.out());

    cli.run("--repo=u", "init", "--mode=bare-user").ok();
    cli.run("--repo=u", "pull-local", "r", first).ok();
    String[] apply = {"--repo=u", "static-delta", "apply-offline", file.toString(), key};
    assertTrue(cli.run(apply).error().startsWith(message));
    assertTrue(cli.run("--repo=u", "show", second).error().contains(second));
    if (delta.equals("other")) {
      apply[4] = OPEN;
      cli.run(apply).ok();
      cli.run("--repo=u", "show", second).ok();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--empty --from=main main | Cannot specify both --empty and --from=REV",
        "--inline                 | TO revision must be specified",
        "--set-endianness=x main  | Invalid endianness 'x'",
        "--max-chunk-size=x main  | Invalid size 'x' for --max-chunk-size: give whole megabytes",
        "--max-chunk-size=-1 main | Invalid size '-1' for --max-chunk-size: give whole megabytes",
        "nowhere                  | Refspec 'nowhere' not found",
        "main^                    | has no parent"
      })
  void whatMakesNoSenseIsRefused(String words, String message) {
    String error = generate(words.split(" ")).error();
    assertTrue(error.endsWith(message), error);
    assertEquals("(No static deltas)\n", deltas());
  }

  /// Parts would go beside it: out of the directory that the command runs in.
  @ParameterizedTest
  @ValueSource(strings = {"", "/", "t/"})
  void whatNamesNoFileIsRefused(String path) {
    assertEquals("Invalid 'filename' parameter", generate("--filename=" + path, "main").error());
    assertFalse(Files.exists(directory.resolveSibling("0")));
    assertEquals(1, directory.resolve("t").toFile().list().length);
  }

  @Test
  void aMissingDeltaIsToldWithItsReason() {
    String error = cli.run("--repo=r", "static-delta", "apply-offline", "absent").error();
    assertEquals("absent: No such file or directory", error.replaceAll("^.*/", ""));
  }
}
