// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.tree.ImportOptions;
import dev.ostree4j.tree.MutableTree;
import dev.ostree4j.tree.TarImporter;
import dev.ostree4j.tree.TarOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// An archive, packed or not, is imported or refused.
class TarFuzzTest {
  @TempDir static Path temporary;

  private static Repo repo;
  private static Transaction transaction;

  /// One transaction for all inputs, never published: making one costs more than an import.
  @BeforeAll
  static void open() throws IOException {
    repo = Repo.create(temporary.resolve("repo"), RepoMode.ARCHIVE);
    transaction = repo.begin();
  }

  @AfterAll
  static void close() throws IOException {
    transaction.close();
    repo.close();
  }

  @FuzzTest
  void archive(byte[] data) {
    MutableTree tree = MutableTree.empty();
    var importer = new TarImporter(transaction, ImportOptions.defaults(), TarOptions.defaults());
    try {
      importer.read(new ByteArrayInputStream(data), tree);
      checkNames(tree);
    } catch (IOException e) {
      // Refused, as the method declares.
    }
  }

  private static void checkNames(MutableTree tree) throws IOException {
    tree.files().keySet().forEach(TarFuzzTest::checkName);
    tree.directories().keySet().forEach(TarFuzzTest::checkName);
    for (MutableTree child : tree.directories().values()) {
      checkNames(child);
    }
  }

  private static void checkName(String name) {
    assertFalse(Set.of("", ".", "..").contains(name) || name.contains("/"), name);
  }
}
