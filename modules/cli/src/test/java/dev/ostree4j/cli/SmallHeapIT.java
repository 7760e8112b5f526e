// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Big trees in a heap of 192 MiB.
///
/// Minutes of disk work, so they run only when asked for: `OSTREE4J_HUGE=1 ./mvnw verify`.
@Tag("slow")
@EnabledIfEnvironmentVariable(named = "OSTREE4J_HUGE", matches = "1")
class SmallHeapIT {
  private static final int FILES = 200_000;
  private static final int FILES_PER_DIRECTORY = 1_000;
  private static final long HUGE_BYTES = 4L << 30;

  @TempDir private Path scratch;
  private final ChildJvm ostree4j = new ChildJvm("192m");

  @Test
  void twoHundredThousandFilesAreCommittedVerifiedAndCheckedOut() throws IOException {
    Path tree = makeTree();
    String repo = "--repo=" + scratch.resolve("repo");
    ostree4j.succeed(repo, "init", "--mode=bare-user");
    ostree4j.succeed(repo, "commit", "-b", "main", tree.toString());
    ostree4j.succeed(repo, "fsck", "-q");
    Path out = scratch.resolve("out");
    ostree4j.succeed(repo, "checkout", "-U", "-H", "main", out.toString());
    String last = "d" + (FILES - 1) / FILES_PER_DIRECTORY + "/f" + (FILES - 1);
    assertEquals("content " + (FILES - 1), Files.readString(out.resolve(last)));
    assertTrue(ostree4j.succeed(repo, "prune", "--refs-only").contains("No unreachable objects"));
  }

  @Test
  void twoHundredThousandObjectsArePulled() throws IOException {
    Path tree = makeTree();
    String server = "--repo=" + scratch.resolve("server");
    ostree4j.succeed(server, "init", "--mode=archive");
    ostree4j.succeed(server, "commit", "-b", "main", tree.toString());
    String client = "--repo=" + scratch.resolve("client");
    ostree4j.succeed(client, "init", "--mode=bare-user");
    try (var http = FileServer.start(scratch.resolve("server"), FileServerOptions.defaults())) {
      ostree4j.succeed(client, "remote", "add", "--no-sign-verify", "o", http.uri().toString());
      String said = ostree4j.succeed(client, "pull", "o", "main");
      assertTrue(said.contains(FILES + " content objects fetched"), said);
    }
    ostree4j.succeed(client, "fsck", "-q");
  }

  private Path makeTree() throws IOException {
    Path tree = scratch.resolve("tree");
    for (int i = 0; i < FILES; i++) {
      Path directory = tree.resolve("d" + i / FILES_PER_DIRECTORY);
      if (i % FILES_PER_DIRECTORY == 0) {
        Files.createDirectories(directory);
      }
      Files.writeString(directory.resolve("f" + i), "content " + i);
    }
    return tree;
  }

  @Test
  void aFileOfFourGibibytesIsCommittedAndCheckedOut() throws IOException {
    Path tree = Files.createDirectories(scratch.resolve("tree"));
    try (var huge = new RandomAccessFile(tree.resolve("huge").toFile(), "rw")) {
      huge.setLength(HUGE_BYTES + 1);
      huge.seek(HUGE_BYTES);
      huge.write(1);
    }
    String repo = "--repo=" + scratch.resolve("repo");
    ostree4j.succeed(repo, "init", "--mode=archive");
    ostree4j.succeed(repo, "commit", "-b", "main", tree.toString());
    Path out = scratch.resolve("out");
    ostree4j.succeed(repo, "checkout", "-U", "--disable-cache", "main", out.toString());
    assertEquals(HUGE_BYTES + 1, Files.size(out.resolve("huge")));
    assertEquals(
        ostree4j.succeed("checksum", tree.resolve("huge").toString()),
        ostree4j.succeed("checksum", out.resolve("huge").toString()));
  }
}
