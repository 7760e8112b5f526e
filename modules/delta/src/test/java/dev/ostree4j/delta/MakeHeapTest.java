// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is compared takes no more memory than is counted for it.
@Tag("slow")
class MakeHeapTest {
  private static final int OLD_BYTES = 1_000_000;
  private static final int FRESH_BYTES = 40_000_000;

  @TempDir Path directory;

  /// A file that grew and shares nothing with the old one: patch and copies are as large as it.
  @Test
  void aSmallFileThatBecameLargeIsCompared() throws IOException {
    var random = new Random(8);
    byte[] old = new byte[OLD_BYTES];
    byte[] fresh = new byte[FRESH_BYTES];
    random.nextBytes(old);
    random.nextBytes(fresh);
    Path path = directory.resolve("repo");
    DeltaName name;
    try (Repo repo = Repo.create(path, RepoMode.BARE_USER)) {
      Checksum from = SampleTree.commit(repo, Map.of("file", old), Optional.empty());
      Checksum to = SampleTree.commit(repo, Map.of("file", fresh), Optional.of(from));
      name = new DeltaName(Optional.of(from), to);
    }
    assertEquals("whole 1", SmallHeap.run(176, Child.class, path.toString(), name.toString()));
  }

  /// Runs in a small heap: makes a delta without fallbacks.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      try (Repo repo = Repo.open(Path.of(arguments[0]))) {
        DeltaOptions options = DeltaOptions.defaults().withMinFallbackBytes(0);
        DeltaReport report =
            new DeltaMaker(repo, options, DeltaListener.NONE).make(DeltaName.parse(arguments[1]));
        System.out.println("whole " + report.wholeFiles());
      }
    }
  }
}
