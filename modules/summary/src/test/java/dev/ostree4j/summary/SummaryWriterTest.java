// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.FaultyKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryWriterTest {
  private static final CollectionId OWN = new CollectionId("org.example.Own");
  private static final CollectionId OTHER = new CollectionId("org.example.Other");

  /// Signs with nothing.
  private static final Signer STAMP =
      new Signer() {
        @Override
        public String engine() {
          return "stamp";
        }

        @Override
        public String metadataKey() {
          return "ostree.sign.stamp";
        }

        @Override
        public byte[] sign(byte[] data) {
          return Checksum.ofContent(data).bytes();
        }
      };

  @TempDir Path directory;
  private Repo repo;

  @BeforeEach
  void create() throws IOException {
    repo = SampleRepo.create(directory.resolve("repo"));
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private Summary write(SummaryOptions options) throws IOException {
    return new SummaryWriter(repo, options).write();
  }

  private Summary write() throws IOException {
    return write(SummaryOptions.defaults());
  }

  private Summary written() throws IOException {
    return Summary.parse(Files.readAllBytes(directory.resolve("repo/summary")));
  }

  @Test
  void refsOfOthersAreLeftOut() throws IOException {
    Checksum main = SampleRepo.commit(repo, "main", "1.0");
    repo.refs().set(RefSpec.parse("origin:theirs"), Optional.of(main));
    repo.refs().set(RefSpec.parse("a/b"), Optional.of(main));
    Summary summary = write();
    assertEquals(
        List.of(new RefName("a/b"), new RefName("main")), List.copyOf(summary.refs().keySet()));
    assertEquals(summary, written());
  }

  @Test
  void whatIsSaidOfACommitIsTrue() throws IOException {
    Checksum main = SampleRepo.commit(repo, "main", "1.0");
    SummaryRef ref = write().find(new RefName("main")).orElseThrow();
    assertEquals(main, ref.commit());
    assertEquals(Optional.of("1.0"), ref.version());
    assertEquals(OptionalLong.of(1_700_000_000L), ref.timestampSeconds());
    ObjectName name = new ObjectName(main, ObjectType.COMMIT);
    assertEquals(repo.objects().readMetadata(name).length, ref.sizeBytes());
  }

  @Test
  void theRepositoryTellsTheRest() throws IOException {
    SampleRepo.configure(repo, "tombstone-commits", "true");
    Summary summary = write();
    assertEquals(Optional.of("archive-z2"), summary.mode());
    assertEquals(OptionalLong.of(SampleRepo.NOW.getEpochSecond()), summary.lastModifiedSeconds());
    assertTrue(summary.hasTombstoneCommits());
    assertTrue(summary.hasIndexedDeltas());
    assertTrue(repo.config().indexedDeltas(), "the configuration says so, too");
    assertEquals(Optional.empty(), summary.staticDeltas());
  }

  @Test
  void aRefWithoutItsCommitIsAnError() throws IOException {
    repo.refs().set(RefSpec.parse("main"), Optional.of(Samples.checksum("nowhere")));
    assertThrows(RepoException.ObjectMissing.class, () -> write());
    assertFalse(Files.exists(directory.resolve("repo/summary")));
  }

  @Test
  void moreMetadataIsAddedAndCannotReplaceWhatIsTrue() throws IOException {
    var more = VariantDict.empty().put("xa.title", "A title").put(SummaryKeys.MODE, "another mode");
    Summary summary = write(SummaryOptions.defaults().withMetadata(more));
    more.put("later", "changes nothing");
    assertEquals(
        Optional.of("A title"),
        summary.metadata().find("xa.title", VariantType.STRING).map(Variant::asString));
    assertEquals(Optional.of("archive-z2"), summary.mode());
    assertEquals(Optional.empty(), summary.metadata().find("later"));
  }

  @Nested
  class Collections {
    @BeforeEach
    void belong() throws IOException {
      SampleRepo.configure(repo, "collection-id", OWN.text());
      Checksum main = SampleRepo.commit(repo, "main", "1.0");
      CollectionRef mirrored = new CollectionRef(OTHER, new RefName("mirrored"));
      repo.refs().setCollectionRef(mirrored, Optional.of(main));
    }

    @Test
    void eachHasItsPlace() throws IOException {
      Summary summary = write();
      assertEquals(Optional.of(OWN), summary.collectionId());
      assertEquals(List.of(new RefName("main")), List.copyOf(summary.refs().keySet()));
      assertTrue(summary.find(OTHER, new RefName("mirrored")).isPresent());
    }

    @Test
    void theMetadataIsCommittedWhenAskedFor() throws IOException {
      var more = VariantDict.empty().put("xa.title", "A title");
      var options = SummaryOptions.defaults().withMetadata(more).withSigner(STAMP);
      Summary first = new SummaryWriter(repo, options).writeWithMetadataRef();
      Checksum tip = first.find(MetadataRef.NAME).orElseThrow().commit();
      Commit commit = repo.objects().readCommit(tip);
      assertEquals(Optional.of(OWN.text()), commit.collectionBinding());
      assertEquals(List.of("ostree-metadata"), commit.refBindings());
      assertTrue(commit.metadata().find("xa.title").isPresent());
      assertEquals(Optional.empty(), commit.parent());
      var detached = SignedMetadata.of(repo.objects().detachedMetadata(tip).orElseThrow());
      assertEquals(1, detached.signatures("ostree.sign.stamp").size());

      Summary second = new SummaryWriter(repo, options).writeWithMetadataRef();
      Checksum next = second.find(MetadataRef.NAME).orElseThrow().commit();
      assertEquals(Optional.of(tip), repo.objects().readCommit(next).parent());
    }
  }

  @Nested
  class Deltas {
    private final Checksum from = Samples.checksum("from");
    private final Checksum to = Samples.checksum("to");

    private void superblock(String path, String content) throws IOException {
      Path file = directory.resolve("repo").resolve(path).resolve("superblock");
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }

    private void addBoth() throws IOException {
      String a = from.base64();
      String b = to.base64();
      superblock("deltas/" + a.substring(0, 2) + "/" + a.substring(2) + "-" + b, "one");
      superblock("deltas/" + b.substring(0, 2) + "/" + b.substring(2), "two");
    }

    @Test
    void areListedWithTheirDigests() throws IOException {
      addBoth();
      superblock("deltas/xy/no delta", "three");
      Variant deltas = write().staticDeltas().orElseThrow();
      assertEquals(2, deltas.count());
      assertArrayEquals(
          Samples.checksum("one").bytes(), deltas.find(from + "-" + to).orElseThrow().asBytes());
      assertArrayEquals(
          Samples.checksum("two").bytes(), deltas.find(to.hex()).orElseThrow().asBytes());
    }

    @Test
    void thatAreNotFinishedAreNotListed() throws IOException {
      String b = to.base64();
      Files.createDirectories(
          directory.resolve("repo/deltas/" + b.substring(0, 2) + "/" + b.substring(2)));
      assertEquals(Optional.empty(), write().staticDeltas());
    }

    @Test
    void areLeftOutWhereTheConfigurationSaysSo() throws IOException {
      addBoth();
      SampleRepo.configure(repo, "no-deltas-in-summary", "true");
      assertEquals(Optional.empty(), write().staticDeltas());
    }
  }

  @Nested
  class Signatures {
    private final Path file = Path.of("repo/summary.sig");

    @Test
    void areOverTheBytesAndOfTheSameTime() throws IOException {
      Summary summary = write(SummaryOptions.defaults().withSigner(STAMP).withSigner(STAMP));
      byte[] signature = Checksum.ofContent(summary.bytes()).bytes();
      List<byte[]> found =
          SignedMetadata.parse(Files.readAllBytes(directory.resolve(file)))
              .signatures("ostree.sign.stamp");
      assertEquals(2, found.size());
      assertArrayEquals(signature, found.getFirst());
      assertEquals(
          Files.getLastModifiedTime(directory.resolve("repo/summary")),
          Files.getLastModifiedTime(directory.resolve(file)));
    }

    @Test
    void ofAnOlderSummaryAreRemoved() throws IOException {
      write(SummaryOptions.defaults().withSigner(STAMP));
      write();
      assertFalse(Files.exists(directory.resolve(file)));
    }

    @Test
    void thatCannotBeMadeLeaveAllAsItWas() throws IOException {
      Summary before = write(SummaryOptions.defaults().withSigner(STAMP));
      SampleRepo.commit(repo, "new", "2.0");
      Signer locked =
          new Signer() {
            @Override
            public String engine() {
              return "locked";
            }

            @Override
            public String metadataKey() {
              return "ostree.sign.locked";
            }

            @Override
            public byte[] sign(byte[] data) throws IOException {
              throw new IOException("the key is locked");
            }
          };
      assertThrows(IOException.class, () -> write(SummaryOptions.defaults().withSigner(locked)));
      assertEquals(before, written());
      assertTrue(Files.exists(directory.resolve(file)));
    }
  }

  @Nested
  class Following {
    @Test
    void happensAfterEachChangeWhereTheConfigurationSaysSo() throws IOException {
      SampleRepo.configure(repo, "auto-update-summary", "true");
      Checksum first = SampleRepo.commit(repo, "main", "1.0");
      assertEquals(first, written().find(new RefName("main")).orElseThrow().commit());
      repo.refs().setAlias(new RefName("alias"), new RefName("main"));
      assertEquals(2, written().refs().size());
      repo.refs().set(RefSpec.parse("alias"), Optional.empty());
      repo.refs().set(RefSpec.parse("main"), Optional.empty());
      assertTrue(written().refs().isEmpty());
    }

    @Test
    void happensOnceWhenTheMetadataIsCommittedToo() throws IOException {
      SampleRepo.configure(repo, "collection-id", "org.example.Mine");
      SampleRepo.configure(repo, "auto-update-summary", "true");
      SampleRepo.commit(repo, "main", "1.0");
      repo.close();
      var kernel = new FaultyKernel(Kernel.system());
      repo = Repo.open(kernel, directory.resolve("repo"));
      new SummaryWriter(repo, SummaryOptions.defaults().withSigner(STAMP)).writeWithMetadataRef();
      long placed =
          kernel.trace().stream()
              .filter(step -> (step.path() + " " + step.otherPath()).matches(".*\\bsummary"))
              .filter(step -> step.call().startsWith("rename") || step.call().startsWith("link"))
              .count();
      assertEquals(1, placed, () -> kernel.trace().toString());
      assertTrue(Files.exists(directory.resolve("repo/summary.sig")));
    }

    @Test
    void removesSignaturesThatNobodyRenews() throws IOException {
      SampleRepo.commit(repo, "main", "1.0");
      write(SummaryOptions.defaults().withSigner(STAMP));
      SampleRepo.configure(repo, "commit-update-summary", "true");
      SampleRepo.commit(repo, "main", "2.0");
      assertFalse(Files.exists(directory.resolve("repo/summary.sig")));
    }

    @Test
    void happensNotUnlessTheConfigurationSaysSo() throws IOException {
      SampleRepo.commit(repo, "main", "1.0");
      assertFalse(Files.exists(directory.resolve("repo/summary")));
    }
  }
}
