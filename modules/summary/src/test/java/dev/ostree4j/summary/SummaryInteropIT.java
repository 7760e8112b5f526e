// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both programs write the same summary, byte for byte, and read each other's.
class SummaryInteropIT {
  @TempDir Path directory;
  private Path theirs;

  @BeforeEach
  void create() throws IOException {
    ReferenceProgram.requireOstree();
    theirs = directory.resolve("theirs");
    try (Repo repo = SampleRepo.create(theirs)) {
      Checksum commit = SampleRepo.commit(repo, "main", "1.0");
      for (String name : List.of("a.b", "a/b", "a-b", "é", "Z", "zeta/x_1")) {
        repo.refs().set(RefSpec.parse(name), Optional.of(commit));
      }
      SampleRepo.commit(repo, "other", "2.0");
      repo.refs().set(RefSpec.parse("origin:theirs"), Optional.of(commit));
      repo.refs().setAlias(new RefName("alias"), new RefName("other"));
    }
  }

  private void belongToACollection() throws IOException {
    try (Repo repo = Repo.open(theirs)) {
      SampleRepo.configure(repo, "collection-id", "org.example.Own");
      Checksum commit = SampleRepo.commit(repo, "main", "3.0");
      for (String id : List.of("org.example.Zeta", "org.example.Alpha", "com.example.Alpha")) {
        for (String name : List.of("z", "a/b")) {
          CollectionRef ref = new CollectionRef(new CollectionId(id), new RefName(name));
          repo.refs().setCollectionRef(ref, Optional.of(commit));
        }
      }
    }
  }

  /// Lets the reference program write, then us, in a copy and at the same time.
  private void compare(VariantDict metadata) throws IOException {
    Path ours = directory.resolve("ours");
    ReferenceProgram.succeed(List.of("rm", "-rf", ours.toString()));
    ReferenceProgram.succeed(List.of("cp", "-a", theirs.toString(), ours.toString()));
    var arguments = new ArrayList<>(List.of("summary", "-u", "--repo=" + theirs));
    for (String key : metadata.keys()) {
      arguments.add("--add-metadata=" + key + "=" + metadata.find(key).orElseThrow());
    }
    ReferenceProgram.ostree(arguments.toArray(String[]::new));
    byte[] expected = Files.readAllBytes(theirs.resolve("summary"));
    Instant then =
        Instant.ofEpochSecond(Summary.parse(expected).lastModifiedSeconds().orElseThrow());
    try (Repo repo = SampleRepo.open(Kernel.system(), ours, then)) {
      var options = SummaryOptions.defaults().withMetadata(metadata);
      Summary written = new SummaryWriter(repo, options).writeWithMetadataRef();
      assertEquals(Summary.parse(expected).variant().print(), written.variant().print());
      assertArrayEquals(expected, Files.readAllBytes(ours.resolve("summary")));
    }
    assertEquals(
        Files.readString(theirs.resolve("config")), Files.readString(ours.resolve("config")));
  }

  @Test
  void theBytesAreTheSame() throws IOException {
    compare(VariantDict.empty());
  }

  @Test
  void theBytesAreTheSameInACollection() throws IOException {
    belongToACollection();
    compare(VariantDict.empty().put("xa.title", "A title"));
    compare(VariantDict.empty());
  }

  @Test
  void theBytesAreTheSameWhateverIsAdded() throws IOException {
    var random = new Random(26);
    for (int round = 0; round < 12; round++) {
      VariantDict metadata = VariantDict.empty();
      for (int i = 0; i < round * 3; i++) {
        StringBuilder key = new StringBuilder("k");
        random.ints(random.nextInt(9), 'a', 'h').forEach(c -> key.append((char) c));
        metadata.put(key.toString(), Variant.int32(i));
      }
      compare(metadata);
    }
  }

  @Test
  void theBytesAreTheSameWithDeltas() throws IOException {
    for (String to : List.of("main", "other")) {
      ReferenceProgram.ostree("static-delta", "generate", "--empty", to, "--repo=" + theirs);
    }
    ReferenceProgram.ostree("static-delta", "generate", "--from=main", "other", "--repo=" + theirs);
    compare(VariantDict.empty());
    Summary summary = Summary.parse(Files.readAllBytes(theirs.resolve("summary")));
    assertEquals(3, summary.staticDeltas().orElseThrow().count());
  }

  @Test
  void theyReadOurs() throws IOException {
    belongToACollection();
    try (Repo repo = SampleRepo.open(Kernel.system(), theirs, SampleRepo.NOW)) {
      new SummaryWriter(repo, SummaryOptions.defaults()).write();
    }
    String shown = ReferenceProgram.ostree("summary", "-v", "--repo=" + theirs);
    assertTrue(shown.contains("* (org.example.Own, main)\n"), shown);
    assertTrue(shown.contains("* (org.example.Alpha, a/b)\n"), shown);
    assertTrue(shown.contains("(ostree.summary.last-modified): 2026-11-23T"), shown);

    Path reader = directory.resolve("reader");
    ReferenceProgram.ostree("init", "--mode=archive", "--repo=" + reader);
    ReferenceProgram.ostree(
        "remote", "add", "--no-sign-verify", "--repo=" + reader, "origin", "file://" + theirs);
    String refs = ReferenceProgram.ostree("remote", "refs", "--repo=" + reader, "origin");
    assertTrue(refs.contains("origin:zeta/x_1\n"), refs);
  }
}
