// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commits and images of trees made by chance, compared with those of a C `ostree` which can make
/// images. Debian 12's cannot: there is nothing to compare with then, which is not a failure even
/// where the program is required.
///
/// The C program cannot write a symlink whose target does not fit the block of its inode (composefs
/// 1.0.8 stops at an assertion), so such are left to vectors.
@Tag("slow")
class ComposefsInteropIT {
  private static final int NAMES_MAX = 120;
  private static final String KERNEL = "usr/lib/modules/6.1/vmlinuz";

  @TempDir Path directory;

  @BeforeEach
  void requireTheFeature() {
    if (!ReferenceProgram.ostree("--version").contains("- composefs\n")) {
      String reason = "the installed ostree cannot make composefs images: nothing was compared";
      System.err.println("SKIPPED: " + reason);
      Assumptions.abort(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void commitsAndImagesAreTheSame(int seed) throws IOException {
    var random = new SplittableRandom(seed);
    makeTree(directory.resolve("t"), random);
    String mode = List.of("archive", "bare-user", "bare-user-only").get(seed % 3);
    both("init", "--mode=" + mode);
    both(options(random, mode).toArray(String[]::new));
    for (String way : List.of("--composefs", "--composefs-noverity")) {
      Path theirs = directory.resolve("theirs" + way);
      Path ours = directory.resolve("ours" + way);
      ReferenceProgram.ostree(repo("theirs"), "checkout", way, "m", theirs.toString());
      new Cli(directory).run(repo("ours"), "checkout", way, "m", ours.toString()).ok();
      assertEquals(-1, Files.mismatch(theirs, ours), way);
    }
  }

  private String repo(String name) {
    return "--repo=" + directory.resolve(name);
  }

  private void both(String... words) {
    var theirs = new ArrayList<>(List.of(repo("theirs")));
    var ours = new ArrayList<>(List.of(repo("ours")));
    theirs.addAll(List.of(words));
    ours.addAll(List.of(words));
    String expected = ReferenceProgram.ostree(theirs.toArray(String[]::new));
    assertEquals(expected, new Cli(directory).run(ours.toArray(String[]::new)).ok());
  }

  private List<String> options(SplittableRandom random, String mode) {
    var options =
        new ArrayList<>(
            List.of("commit", "-b", "m", "--generate-composefs-metadata", "--bootable"));
    options.add("--timestamp=@" + random.nextInt(1 << 30));
    if (mode.equals("bare-user-only")) {
      options.add("--canonical-permissions");
    } else {
      options.add("--owner-uid=" + (random.nextBoolean() ? 0 : 70_000));
    }
    for (int i = random.nextInt(20); i > 0; i--) {
      options.add("--add-metadata-string=k" + random.nextInt(1000) + "=v");
    }
    options.add(directory.resolve("t").toString());
    return options;
  }

  private static void makeTree(Path tree, SplittableRandom random) throws IOException {
    Path kernel = tree.resolve(KERNEL);
    Files.createDirectories(kernel.getParent());
    Files.writeString(kernel, "kernel");
    fill(tree, random, 0);
  }

  private static void fill(Path directory, SplittableRandom random, int depth) throws IOException {
    Set<String> names = new TreeSet<>();
    for (int i = random.nextInt(NAMES_MAX >> depth); i > 0; i--) {
      names.add(name(random));
    }
    names.remove("usr");
    for (String name : names) {
      Path path = directory.resolve(name);
      switch (random.nextInt(5)) {
        case 0 -> Files.createFile(path);
        case 1 -> Files.createSymbolicLink(path, Path.of("t".repeat(1 + random.nextInt(3900))));
        case 2 -> {
          Files.createDirectory(path);
          if (depth < 4) {
            fill(path, random, depth + 1);
          }
        }
        default -> {
          byte[] content = new byte[random.nextInt(9000)];
          random.nextBytes(content);
          Files.write(path, content);
        }
      }
    }
  }

  private static String name(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> "%02x".formatted(random.nextInt(256));
      case 1 -> "€".repeat(1 + random.nextInt(85));
      case 2 ->
          List.of("etc", "var", "boot", "sysroot", "...", "-", "!", ".a").get(random.nextInt(8));
      default -> new String(bytes(random), StandardCharsets.ISO_8859_1);
    };
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] letters = new byte[1 + random.nextInt(40)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) ('a' + random.nextInt(26));
    }
    return letters;
  }
}
