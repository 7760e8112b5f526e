// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteDiscoveryTest {
  private static final PullOptions OPTIONS = PullOptions.defaults();

  @TempDir Path directory;
  private Repo client;
  private SampleCollection apps;
  private final List<String> passedOver = new ArrayList<>();

  @BeforeEach
  void create() throws IOException {
    client = Repo.create(directory.resolve("client"), RepoMode.BARE_USER_ONLY);
    apps = new SampleCollection(directory.resolve("apps"), "org.example.Apps");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    apps.close();
  }

  private List<FoundRemote> find(RemoteFinder finder, CollectionRef... refs) throws IOException {
    return new RemoteDiscovery(client, List.of(finder), this::hear).find(List.of(refs));
  }

  private void hear(String place, IOException reason) {
    passedOver.add(place + ": " + reason.getMessage());
  }

  private Set<CollectionRef> pull(List<FoundRemote> found) throws IOException {
    return new DiscoveredPuller(client, OPTIONS, PullListener.SILENT, this::hear).pull(found);
  }

  @Test
  void aConfiguredRemoteIsFoundAndPulled() throws IOException {
    Checksum commit = apps.commit("app", 100);
    apps.summarise();
    apps.addTo(client, "apps");
    List<FoundRemote> found = find(new ConfigFinder(OPTIONS), apps.ref("app"), apps.ref("none"));
    assertEquals(1, found.size(), passedOver.toString());
    assertEquals(Optional.of(new FoundRef(commit, 100)), found.getFirst().find(apps.ref("app")));
    assertEquals(Optional.empty(), found.getFirst().find(apps.ref("none")));
    assertTrue(found.getFirst().summarySeconds().isPresent());

    assertEquals(Set.of(apps.ref("app")), pull(found));
    assertEquals(Optional.of(commit), client.refs().find(RefSpec.parse("apps:app")));
  }

  @Test
  void aRemoteIsAskedOnlyForItsOwnCollection() throws IOException {
    try (var evil = new SampleCollection(directory.resolve("evil"), "org.example.Evil")) {
      Checksum commit = evil.commit("app", 999);
      evil.repo().refs().setCollectionRef(apps.ref("app"), Optional.of(commit));
      evil.summarise();
      evil.addTo(client, "evil");
      assertEquals(List.of(), find(new ConfigFinder(OPTIONS), apps.ref("app")));
    }
  }

  @Test
  void remotesThatCannotBeReachedArePassedOver() throws IOException {
    apps.commit("app", 100);
    apps.summarise();
    apps.addTo(client, "gone", "file://" + directory.resolve("gone"));
    apps.addTo(client, "here");
    List<FoundRemote> found = find(new ConfigFinder(OPTIONS), apps.ref("app"));
    assertEquals(List.of("here"), found.stream().map(one -> one.keyring().text()).toList());
    assertEquals(1, passedOver.size());
    assertTrue(passedOver.getFirst().startsWith("gone: "), passedOver.toString());
  }

  @Test
  void whatIsOlderIsLeftOut() throws IOException {
    apps.commit("app", 100);
    apps.commit("other", 100);
    Path stick = Files.createDirectory(directory.resolve("stick"));
    write(stick, "app", "other");
    Checksum newer = apps.commit("app", 200);
    apps.summarise();
    apps.addTo(client, "apps");
    RemoteFinder both =
        (repo, refs, listener) -> {
          var all = new ArrayList<FoundRemote>();
          all.addAll(new ConfigFinder(OPTIONS).find(repo, refs, listener));
          all.addAll(new MountFinder(Volumes.of(List.of(stick))).find(repo, refs, listener));
          return all;
        };
    List<FoundRemote> found = find(both, apps.ref("app"), apps.ref("other"));
    assertEquals(2, found.size(), passedOver.toString());
    assertEquals(FinderKind.MOUNT, found.get(0).finder(), "what is near comes first");
    assertEquals(Set.of(apps.ref("other")), found.get(0).refs().keySet());
    assertEquals(newer, found.get(1).find(apps.ref("app")).orElseThrow().commit());
    assertEquals(Set.of(apps.ref("app"), apps.ref("other")), pull(found));
    assertEquals(Optional.of(newer), client.refs().find(RefSpec.parse("apps:app")));
  }

  private void write(Path medium, String... refs) throws IOException {
    for (String ref : refs) {
      new MediumWriter(apps.repo(), OPTIONS, PullListener.SILENT)
          .write(medium, MediumWriter.DEFAULT_DESTINATION, Map.of(apps.ref(ref), Optional.empty()));
    }
  }

  @Test
  void aMediumIsFoundAndPulled() throws IOException {
    Checksum commit = apps.commit("app", 100);
    Path stick = Files.createDirectory(directory.resolve("My 100% stick"));
    write(stick, "app");
    apps.addTo(client, "apps", "file:///nowhere");
    List<FoundRemote> found = find(new MountFinder(Volumes.of(List.of(stick))), apps.ref("app"));
    assertEquals(1, found.size(), passedOver.toString());
    String there = directory.toRealPath() + "/My%20100%25%20stick/.ostree/repo";
    assertEquals("file://" + there, found.getFirst().url());
    assertEquals(Set.of(apps.ref("app")), pull(found));
    assertEquals(Optional.of(commit), client.refs().find(RefSpec.parse("apps:app")));
  }

  @Test
  void aMediumOfACollectionThatNobodyTrustsIsNotFound() throws IOException {
    apps.commit("app", 100);
    Path stick = Files.createDirectory(directory.resolve("stick"));
    write(stick, "app");
    assertEquals(List.of(), find(new MountFinder(Volumes.of(List.of(stick))), apps.ref("app")));
  }

  @Test
  void whatIsSignedByOthersIsNotPulled() throws IOException {
    try (var evil = new SampleCollection(directory.resolve("evil"), "org.example.Apps")) {
      evil.commit("app", 999);
      Path stick = Files.createDirectory(directory.resolve("stick"));
      new MediumWriter(evil.repo(), OPTIONS, PullListener.SILENT)
          .write(
              stick, MediumWriter.DEFAULT_DESTINATION, Map.of(evil.ref("app"), Optional.empty()));
      apps.addTo(client, "apps", "file:///nowhere");
      List<FoundRemote> found = find(new MountFinder(Volumes.of(List.of(stick))), apps.ref("app"));
      var e = assertThrows(DiscoveryException.NotPulled.class, () -> pull(found));
      assertEquals(
          "Failed to pull some refs from the remotes: (org.example.Apps, app)", e.getMessage());
      assertEquals(List.of(apps.ref("app")), e.refs());
      assertEquals(Optional.empty(), client.refs().find(RefSpec.parse("apps:app")));
    }
  }

  @Test
  void namedAddressesComeFirst() throws IOException {
    Checksum commit = apps.commit("app", 100);
    apps.summarise();
    apps.addTo(client, "apps", "file:///nowhere");
    String url = "file://" + apps.repo().path().toAbsolutePath();
    List<FoundRemote> found =
        find(new OverrideFinder(List.of(url, "file:///absent"), OPTIONS), apps.ref("app"));
    assertEquals(1, found.size(), passedOver.toString());
    assertEquals(FinderKind.OVERRIDE, found.getFirst().finder());
    assertEquals(Set.of(apps.ref("app")), pull(found));
    assertEquals(Optional.of(commit), client.refs().find(RefSpec.parse("apps:app")));
  }

  @Test
  void theOrderIsThatOfPriorityThenAgeThenNumber() {
    var one = new TreeMap<>(Map.of(apps.ref("a"), new FoundRef(commitOf("a"), 1)));
    var two = new TreeMap<>(one);
    two.put(apps.ref("b"), new FoundRef(commitOf("b"), 1));
    var name = new RemoteName("apps");
    FoundRemote config = FoundRemote.of(FinderKind.CONFIG, "x", name, one);
    FoundRemote mount = FoundRemote.of(FinderKind.MOUNT, "x", name, one);
    FoundRemote more = FoundRemote.of(FinderKind.MOUNT, "x", name, two);
    FoundRemote old = mount.withSummarySeconds(5);
    FoundRemote young = mount.withSummarySeconds(6);
    var all = new ArrayList<>(List.of(config, mount, more));
    all.sort(null);
    assertEquals(List.of(more, mount, config), all);
    assertTrue(old.compareTo(young) < 0);
    assertTrue(more.compareTo(young) < 0, "an unknown age does not count");
  }

  private static Checksum commitOf(String seed) {
    return Checksum.ofContent(seed.getBytes(StandardCharsets.UTF_8));
  }
}
