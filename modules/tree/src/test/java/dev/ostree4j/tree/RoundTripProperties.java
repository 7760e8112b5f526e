// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Any tree comes back as it went in.
class RoundTripProperties {

  private static final String[] NAMES = {"a", "b", "ü", "😀", "with blank", ".dot", "UPPER", "-x"};

  /// Fills a directory with files, symlinks and directories.
  private static void fill(Path directory, Random random, int depth) throws IOException {
    for (String name : NAMES) {
      Path path = directory.resolve(name);
      switch (random.nextInt(depth > 2 ? 3 : 4)) {
        case 0 -> {}
        case 1 -> {
          var content = new byte[random.nextInt(4) * random.nextInt(50_000)];
          random.nextBytes(content);
          Files.write(path, content);
          path.toFile().setExecutable(random.nextBoolean());
        }
        case 2 -> Files.createSymbolicLink(path, Path.of(NAMES[random.nextInt(NAMES.length)]));
        default -> fill(Files.createDirectory(path), random, depth + 1);
      }
    }
  }

  @Property(tries = 12)
  void aCheckoutOrAnExportCommitsToTheSameTree(@ForAll long seed, @ForAll RepoMode mode)
      throws IOException {
    if (mode == RepoMode.BARE_SPLIT_XATTRS) {
      return; // only read
    }
    Path temporary = Files.createTempDirectory("round-trip");
    try (Repo repo = Repo.create(temporary.resolve("repo"), mode)) {
      Path source = Files.createDirectory(temporary.resolve("source"));
      fill(source, new Random(seed), 0);
      Checksum first = Fixture.commit(repo, source);
      Path out = temporary.resolve("out");
      new Checkout(repo, CheckoutOptions.defaults()).write(first, out);
      assertEquals(first, Fixture.commit(repo, out));
      assertEquals(
          new DiffReport(List.of(), List.of(), List.of()),
          new TreeDiff(repo, DiffOptions.defaults())
              .compare(new DiffSide.Directory(source), new DiffSide.Directory(out)));
      assertEquals(first, throughTar(repo, first));
    } finally {
      try (var paths = Files.walk(temporary)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static Checksum throughTar(Repo repo, Checksum commit) throws IOException {
    var archive = new ByteArrayOutputStream();
    new TarExporter(repo, ExportOptions.defaults()).write(commit, archive);
    try (Transaction transaction = repo.begin()) {
      MutableTree tree = MutableTree.empty();
      new TarImporter(transaction, ImportOptions.defaults(), TarOptions.defaults())
          .read(new ByteArrayInputStream(archive.toByteArray()), tree);
      return Fixture.publish(transaction, new TreeWriter(transaction).write(tree));
    }
  }
}
