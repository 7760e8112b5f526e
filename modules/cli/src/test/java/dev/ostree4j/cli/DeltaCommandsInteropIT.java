// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `static-delta` on what it cannot do as well as on what it can, by us and by the C program, each
/// in its copy of one directory: same status, same output, same files afterwards.
@Tag("slow")
class DeltaCommandsInteropIT {
  private static final Map<String, String> DUMMY = Map.of("OSTREE_DUMMY_SIGN_ENABLED", "1");

  /// `r` has two commits and the deltas to the second; `u` the first commit, `empty` none. Beside
  /// them are deltas as directories: `signed` with `key`, `inline` and `scratch`.
  private static final String SCENE =
      """
      mkdir t; ostree --repo=r init --mode=archive
      commit() { ostree --repo=r commit -b main --canonical-permissions t; }
      seq 1 2000 > t/f; A=$(commit); seq 1 2001 > t/f; echo new > t/x; B=$(commit)
      generate() { ostree --repo=r static-delta generate "$@" main >/dev/null 2>&1; }
      generate; generate --empty
      mkdir signed inline scratch
      generate --sign-type=dummy --sign=key --filename=signed/superblock
      generate --inline --filename=inline/superblock
      generate --empty --filename=scratch/superblock
      for r in u empty; do ostree --repo=$r init --mode=bare-user; done
      ostree --repo=u pull-local r $A >/dev/null
      echo $A $B
      """;

  @TempDir Path directory;
  private Cli cli;
  private String update;
  private String first;
  private String second;

  @BeforeEach
  void makeScene() throws IOException {
    ReferenceProgram.requireOstree();
    Path ours = Files.createDirectory(directory.resolve("ours"));
    cli = new Cli(ours).with("OSTREE_DUMMY_SIGN_ENABLED", "1");
    String[] commits = shell("ours", SCENE).strip().split(" ");
    first = commits[0];
    second = commits[1];
    update = first + "-" + second;
    ReferenceProgram.succeed(
        List.of("cp", "-a", ours.toString(), "" + directory.resolve("theirs")));
  }

  private String shell(String where, String script) {
    var command =
        List.of("sh", "-euc", "cd \"$1\"\n" + script, "sh", "" + directory.resolve(where));
    ReferenceProgram.Outcome outcome = ReferenceProgram.run(command, DUMMY);
    assertEquals(0, outcome.status(), outcome::err);
    return outcome.out();
  }

  /// Changes something for both.
  private void both(String script) {
    shell("ours", script);
    shell("theirs", script);
  }

  private record Messages(String ours, String theirs) {
    void assertSame() {
      assertEquals(theirs, ours);
    }
  }

  /// Runs `static-delta` by both, which have to agree on all but the message.
  private Messages run(String line) throws IOException {
    String[] words = ("--repo=r static-delta " + line).split(" ");
    if (line.startsWith("apply-offline")) {
      words[0] = "--repo=u";
    }
    var command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec ostree \"$@\""));
    command.add(directory.resolve("theirs").toString());
    command.addAll(List.of(words));
    ReferenceProgram.Outcome theirs = ReferenceProgram.run(command, DUMMY);
    Cli.Outcome ours = cli.run(words);
    String all = line + "\n" + theirs.err() + ours.err();
    assertEquals(theirs.status(), ours.status(), all);
    assertEquals(theirs.out(), ours.out(), all);
    assertEquals(files("theirs"), files("ours"), all);
    return new Messages(message(ours.err()), message(theirs.err()));
  }

  private static String message(String errors) {
    int start = errors.lastIndexOf("error: ");
    return start < 0 ? "" : errors.substring(start).strip();
  }

  /// What is in the repositories that counts, and what is in it.
  private List<String> files(String where) throws IOException {
    Path root = directory.resolve(where);
    var lines = new ArrayList<String>();
    for (String part : List.of("r/deltas", "r/delta-indexes", "u/objects")) {
      if (Files.exists(root.resolve(part))) {
        try (var found = Files.walk(root.resolve(part))) {
          for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
            lines.add(root.relativize(file) + " " + content(part, file));
          }
        }
      }
    }
    return lines;
  }

  /// The name of an object tells what it holds, and the entries of an index have no order.
  private static String content(String part, Path file) throws IOException {
    return switch (part) {
      case "r/deltas" -> Checksum.ofContent(Files.readAllBytes(file)).hex();
      case "r/delta-indexes" -> Files.size(file) + " bytes";
      default -> "";
    };
  }

  @Test
  void deltasAreDeletedAndIndexed() throws IOException {
    both("rm -rf r/delta-indexes");
    String[] lines = {
      "indexes",
      "reindex",
      "indexes",
      "delete",
      "delete nonsense",
      "delete ../config",
      "delete " + first,
      "delete " + update,
      "list",
      "delete " + update,
      "indexes",
      "reindex --to=" + first,
      "reindex --to=" + second,
      "reindex --to=main",
      "reindex --to=",
      "delete " + second,
      "list",
      "reindex",
      "indexes"
    };
    for (String line : lines) {
      run(line).assertSame();
    }
    assertEquals(
        "(No static deltas indexes)\n", cli.run("--repo=r", "static-delta", "indexes").ok());
  }

  /// One option turns around what the other one says.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--set-endianness=l --swap-endianness",
        "--set-endianness=B --swap-endianness",
        "--set-endianness=B",
        "--swap-endianness",
        "--set-endianness=l"
      })
  void theOrderOfBytesIsTheSame(String options) throws IOException {
    Files.createDirectory(directory.resolve("ours/made"));
    Files.createDirectory(directory.resolve("theirs/made"));
    run("generate main --filename=made/superblock " + options);
    Map<String, String> orders = new HashMap<>();
    for (String where : List.of("ours", "theirs")) {
      String shown = cli.run("--repo=r", "static-delta", "show", "../" + where + "/made").ok();
      orders.put(where, shown.lines().filter(line -> line.startsWith("Endian")).toList() + "");
    }
    assertEquals(orders.get("theirs"), orders.get("ours"));
    assertTrue(orders.get("ours").startsWith("[Endianness: "), orders::toString);
  }

  /// By name or by path; one says an order of bytes that nobody knows.
  @ParameterizedTest
  @ValueSource(
      strings = {"UPDATE", "signed/superblock", "./inline/superblock", "u/../scratch/superblock"})
  void whatIsShownIsTheSame(String delta) throws IOException {
    for (String where : List.of("ours", "theirs")) {
      Path marked = directory.resolve(where).resolve("scratch/superblock");
      byte[] bytes = Files.readAllBytes(marked);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      bytes[text.indexOf("l\0y", text.indexOf("ostree.endianness"))] = 'x';
      Files.write(marked, bytes);
    }
    run("show " + delta.replace("UPDATE", update));
    assertTrue(output("show u/../scratch/superblock").contains("\nEndianness: invalid\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sign-type=dummy signed/superblock key         | Verification OK         |",
        "--sign-type=dummy signed/superblock other       | Verification fails      | same",
        "--sign-type=dummy signed/superblock other third | Verification fails      | same",
        "--sign-type=dummy inline/superblock key         | Verification fails      | same",
        "--sign-type=dummy UPDATE key                    | Verification fails      | same",
        "--sign-type=dummy FIRST key                     | Verification fails      | own",
        "--sign-type=dummy nonsense key                  | Verification fails      | same",
        "--sign-type=nonsense signed/superblock key      | Sign-type not supported | own",
        "''                                              | ''                      | same"
      })
  void whatIsVerifiedIsTold(String words, String told, String message) throws IOException {
    String line = words.replace("UPDATE", update).replace("FIRST", first);
    Messages messages = run(("verify " + line).strip());
    assertEquals(told, output(("verify " + line).strip()));
    if ("same".equals(message)) {
      messages.assertSame();
    }
    assertEquals(message == null, messages.ours().isEmpty(), messages::ours);
  }

  private String output(String line) {
    return cli.run(("--repo=r static-delta " + line).split(" ")).out().strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rm -r u; mv empty u         | signed/superblock                     | same",
        "rm signed/0                 | signed/superblock                     | own",
        "printf x >> signed/0        | signed/superblock                     | own",
        "printf x > signed/0         | signed/superblock                     | own",
        "printf x > inline/superblock| inline/superblock                     | own",
        "rm inline/superblock        | inline                                | own",
        "CONFIG sign-verify-deltas=1 | signed/superblock                     | same",
        "true                        | --sign-type=dummy signed other        | same",
        "true                        | ''                                    | same",
        "true                        | --sign-type=dummy signed/superblock key |",
        "true                        | signed                                |",
        "true                        | inline/superblock                     |",
        "rm -r u; mv empty u         | scratch                               |"
      })
  void whatCannotBeAppliedLeavesTheRepositoryAlone(String before, String words, String message)
      throws IOException {
    both(before.replace("CONFIG ", "printf '[core]\\n%s\\n' >> u/config "));
    List<String> was = files("ours");
    Messages messages = run(("apply-offline " + words).strip());
    if ("same".equals(message)) {
      messages.assertSame();
    }
    assertEquals(message == null, messages.ours().isEmpty(), messages::ours);
    assertEquals(message == null, !was.equals(files("ours")));
    cli.run("--repo=u", "fsck", "-q").ok();
    assertTrue(cli.run("--repo=u", "refs").ok().isEmpty());
  }
}
