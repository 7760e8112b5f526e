// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.RefSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RefStoreProperties {
  /// A change of one ref.
  record Change(String ref, Optional<Checksum> commit) {}

  /// A store of refs is a map, except that no name may be a directory of another one.
  @Property(tries = 25)
  void refsAreAMap(@ForAll("changes") List<Change> changes) throws IOException {
    Path directory = Files.createTempDirectory("refs");
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE)) {
      TreeMap<String, Checksum> model = new TreeMap<>();
      for (Change change : changes) {
        boolean done = apply(repo, change);
        assertEquals(!conflicts(model, change), done, () -> change + " on " + model);
        if (done && change.commit().isPresent()) {
          model.put(change.ref(), change.commit().get());
        } else if (done) {
          model.remove(change.ref());
        }
        assertEquals(model, repo.refs().list());
      }
    } finally {
      remove(directory);
    }
  }

  private static boolean apply(Repo repo, Change change) throws IOException {
    try {
      repo.refs().set(RefSpec.parse(change.ref()), change.commit());
      return true;
    } catch (RepoException.InvalidRef refused) {
      return false;
    }
  }

  private static boolean conflicts(TreeMap<String, Checksum> model, Change change) {
    for (String ref : model.keySet()) {
      boolean below = ref.startsWith(change.ref() + "/");
      boolean above = change.ref().startsWith(ref + "/");
      if (below || above && change.commit().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /// Removing a directory that is left over of removed refs is refused, so leave those out.
  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<Change> set =
        Arbitraries.of("a", "b/c", "b/c/d", "b", "o:a", "o:b/c", "o:b")
            .map(ref -> new Change(ref, Optional.of(Checksum.ofContent(ref.getBytes()))));
    Arbitrary<Change> remove =
        Arbitraries.of("a", "b/c/d", "o:a", "o:b/c").map(ref -> new Change(ref, Optional.empty()));
    return Arbitraries.oneOf(set, remove).list().ofMaxSize(12);
  }

  @Property(tries = 50)
  void anyContentIsACommitOrARefusal(@ForAll byte[] content) throws IOException {
    Path directory = Files.createTempDirectory("refs");
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE)) {
      Files.write(directory.resolve("repo/refs/heads/main"), content);
      try {
        repo.refs().find(RefSpec.parse("main"));
      } catch (RepoException.InvalidRef declared) {
        // The only refusal there is.
      }
    } finally {
      remove(directory);
    }
  }

  private static void remove(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
