// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sparse files that GNU tar stored in each of its forms are the files they were.
class SparseArchiveInteropIT {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format=gnu",
        "--format=pax --sparse-version=0.0",
        "--format=pax --sparse-version=0.1",
        "--format=pax --sparse-version=1.0"
      })
  void eachFormIsExpanded(String form) throws IOException {
    Fixture.shell(
        directory,
        """
        mkdir tree
        echo plain >tree/aaa
        truncate -s 3000000 tree/hole
        truncate -s 5000000 tree/many
        for i in 0 3 6 9 12 15 18 21 24 27 30 33 36; do
          printf data$i | dd of=tree/many bs=65536 seek=$i conv=notrunc status=none
        done
        echo end >>tree/many
        echo plain >tree/zzz
        """
            + "tar --sort=name --sparse "
            + form
            + " -cf a.tar -C tree .");
    assertTrue(Files.size(directory.resolve("a.tar")) < 1_000_000, "tar stored no holes");
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.BARE_USER_ONLY)) {
      Checksum expected = Fixture.commit(repo, directory.resolve("tree"));
      try (Transaction transaction = repo.begin()) {
        MutableTree tree = MutableTree.empty();
        try (var in = Files.newInputStream(directory.resolve("a.tar"))) {
          new TarImporter(transaction, ImportOptions.defaults(), TarOptions.defaults())
              .read(in, tree);
        }
        assertEquals(
            expected, Fixture.publish(transaction, new TreeWriter(transaction).write(tree)));
      }
    }
  }
}
