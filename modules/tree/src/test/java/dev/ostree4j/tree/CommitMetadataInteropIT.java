// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.SizesEntry;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commits say of themselves what the real program lets them say.
class CommitMetadataInteropIT {

  @TempDir Path temporary;
  private Path source;

  @BeforeEach
  void makeSource() throws IOException {
    ReferenceProgram.requireOstree();
    source = Files.createDirectory(temporary.resolve("source"));
    Fixture.shell(
        source, "mkdir -p usr/lib/modules d; echo hello >f; ln -s target l; echo d >d/f; : >e");
  }

  private static List<String> unpacked(List<SizesEntry> entries) {
    return entries.stream().map(entry -> entry.name() + " " + entry.unpackedBytes()).toList();
  }

  @Test
  void sizesNameTheSameObjects() throws IOException {
    Path theirs = temporary.resolve("theirs");
    ReferenceProgram.ostree("--repo=" + theirs, "init", "--mode=archive");
    Checksum reference = Fixture.referenceCommit(theirs, "--generate-sizes", source.toString());
    List<SizesEntry> expected;
    try (Repo repo = Repo.open(theirs)) {
      VariantDict metadata = VariantDict.of(repo.objects().readCommit(reference).metadata());
      expected = SizesEntry.parse(metadata.find("ostree.sizes").orElseThrow());
    }
    try (Repo repo = Repo.create(temporary.resolve("ours"), RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      TreeRoot root = new DirectoryImporter(transaction, ImportOptions.defaults()).read(source);
      VariantDict metadata = VariantDict.empty();
      CommitMetadata.putSizes(metadata, transaction, root);
      List<SizesEntry> found = SizesEntry.parse(metadata.find("ostree.sizes").orElseThrow());
      assertEquals(unpacked(expected), unpacked(found));
    }
  }

  @Test
  void exactlyOneKernelMakesATreeBootable() throws IOException {
    try (Repo repo = Repo.create(temporary.resolve("ours"), RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      VariantDict metadata = VariantDict.empty();
      var none =
          assertThrows(
              TreeException.NoSingleKernel.class,
              () -> CommitMetadata.putBootable(metadata, tree(transaction)));
      assertEquals("No kernel found in /usr/lib/modules", none.getMessage());
      Fixture.shell(source, "mkdir usr/lib/modules/6.1 && echo k > usr/lib/modules/6.1/vmlinuz");
      CommitMetadata.putBootable(metadata, tree(transaction));
      assertEquals("6.1", metadata.find("ostree.linux").orElseThrow().asString());
      assertEquals(true, metadata.find("ostree.bootable").orElseThrow().asBoolean());
      Fixture.shell(source, "cp -r usr/lib/modules/6.1 usr/lib/modules/6.2");
      var many =
          assertThrows(
              TreeException.NoSingleKernel.class,
              () -> CommitMetadata.putBootable(metadata, tree(transaction)));
      assertEquals("Multiple kernels found in /usr/lib/modules", many.getMessage());
    }
  }

  private MutableTree tree(Transaction transaction) throws IOException {
    MutableTree tree = MutableTree.empty();
    new DirectoryImporter(transaction, ImportOptions.defaults()).read(source, tree);
    return tree;
  }
}
