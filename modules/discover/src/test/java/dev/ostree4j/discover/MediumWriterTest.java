// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.RefListing;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediumWriterTest {
  @TempDir Path directory;
  private SampleCollection apps;
  private Path medium;

  @BeforeEach
  void create() throws IOException {
    apps = new SampleCollection(directory.resolve("apps"), "org.example.Apps");
    medium = Files.createDirectory(directory.resolve("medium"));
  }

  @AfterEach
  void close() throws IOException {
    apps.close();
  }

  private void write(String destination, String ref) throws IOException {
    write(destination, Map.of(apps.ref(ref), Optional.empty()));
  }

  private void write(String destination, Map<CollectionRef, Optional<Checksum>> refs)
      throws IOException {
    new MediumWriter(apps.repo(), PullOptions.defaults(), PullListener.SILENT)
        .write(medium, destination, refs);
  }

  private Set<CollectionRef> refsAt(String path) throws IOException {
    try (Repo repo = Repo.open(medium.resolve(path))) {
      assertEquals(RepoMode.ARCHIVE, repo.mode());
      assertEquals(Optional.empty(), repo.collectionId());
      var refs = repo.refs().listCollectionRefs(RefListing.defaults());
      Summary summary = Summary.parse(Files.readAllBytes(medium.resolve(path).resolve("summary")));
      assertEquals(refs.keySet(), summary.collectionRefs().keySet());
      return refs.keySet();
    }
  }

  @Test
  void refsAddUp() throws IOException {
    apps.commit("one", 1);
    apps.commit("two", 2);
    write(".ostree/repo", "one");
    write(".ostree/repo", "two");
    assertEquals(Set.of(apps.ref("one"), apps.ref("two")), refsAt(".ostree/repo"));
    assertFalse(Files.exists(medium.resolve(".ostree/repos.d")));
  }

  @Test
  void elsewhereALinkLeadsThere() throws IOException {
    apps.commit("one", 1);
    write("my/repo", "one");
    write("my/repo", "one");
    write("other", "one");
    Path links = medium.resolve(".ostree/repos.d");
    assertEquals("../../my/repo", Files.readSymbolicLink(links.resolve("00-generated")).toString());
    assertEquals("../../other", Files.readSymbolicLink(links.resolve("01-generated")).toString());
    assertFalse(Files.exists(links.resolve("02-generated")));
    assertEquals(Set.of(apps.ref("one")), refsAt(".ostree/repos.d/00-generated"));
  }

  @Test
  void anOlderCommitCanBeChosen() throws IOException {
    Checksum old = apps.commit("one", 1);
    apps.commit("one", 2);
    write(".ostree/repo", Map.of(apps.ref("one"), Optional.of(old)));
    try (Repo repo = Repo.open(medium.resolve(".ostree/repo"))) {
      assertEquals(Optional.of(old), repo.refs().find(apps.ref("one")));
    }
  }

  @Test
  void aRefThatIsNotHereIsNamed() {
    var e =
        assertThrows(DiscoveryException.RefMissing.class, () -> write(".ostree/repo", "absent"));
    assertEquals("Collection–ref (org.example.Apps, absent) not found", e.getMessage());
    assertEquals(apps.ref("absent"), e.ref());
    assertFalse(Files.exists(medium.resolve(".ostree")), "nothing is made");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "/tmp", ".", "a/../..", ""})
  void nothingIsWrittenOutsideOfTheMedium(String destination) throws IOException {
    apps.commit("one", 1);
    assertThrows(DiscoveryException.OutsideOfMedium.class, () -> write(destination, "one"));
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @Test
  void aLinkOnTheMediumLeadsNobodyOut() throws IOException {
    apps.commit("one", 1);
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.createSymbolicLink(medium.resolve("way"), outside);
    assertThrows(DiscoveryException.OutsideOfMedium.class, () -> write("way/repo", "one"));
    assertTrue(Files.notExists(outside.resolve("repo/config")));
  }
}
