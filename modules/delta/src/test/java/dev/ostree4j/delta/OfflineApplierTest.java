// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.PartialReason;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineApplierTest {
  private static final ObjectName TO = new ObjectName(SampleDelta.TO.checksum(), ObjectType.COMMIT);

  @TempDir Path directory;
  private Repo repo;

  @BeforeEach
  void prepare() throws IOException {
    repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE);
    SampleDelta.store(repo);
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private Checksum apply(Path delta) throws IOException {
    try (DeltaFiles files = DeltaFiles.open(delta)) {
      return new OfflineApplier(repo, TransactionOptions.defaults()).apply(files);
    }
  }

  private Path write(SuperblockDraft draft, PartBuilder.Part... parts) throws IOException {
    return SampleDelta.write(directory.resolve("delta"), draft, parts);
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("repo/objects"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  /// Nothing is to be seen of a delta that is refused.
  private void refused(Class<? extends IOException> reason, Path delta) throws IOException {
    List<String> before = stored();
    assertThrows(reason, () -> apply(delta));
    assertEquals(before, stored());
    assertEquals(0, directory.resolve("repo/state").toFile().list().length);
  }

  @Nested
  class ADelta {
    @Test
    void bringsTheCommitItLeadsTo() throws IOException {
      assertEquals(TO.checksum(), apply(SampleDelta.write(directory.resolve("delta"))));
      assertEquals(SampleDelta.TO, repo.objects().readCommit(TO.checksum()));
      assertEquals(CommitState.NORMAL, repo.objects().commitState(TO.checksum()));
      Checksum patched = PartBuilder.file(SampleDelta.PATCHED).checksum();
      try (ContentObject file = repo.objects().openContent(patched)) {
        assertArrayEquals(SampleDelta.PATCHED, file.stream().readAllBytes());
      }
    }

    @Test
    void mayBeAppliedTwice() throws IOException {
      Path delta = SampleDelta.write(directory.resolve("delta"));
      apply(delta);
      List<String> after = stored();
      apply(delta);
      assertEquals(after, stored());
    }

    @Test
    void mayHaveEverythingInOneFile() throws IOException {
      var first = SampleDelta.first().compressedPart();
      var second = SampleDelta.second().part();
      var attached = VariantDict.empty().put("key", "value");
      SuperblockDraft draft =
          SampleDelta.draft()
              .withInlinePart(first.header(), MemorySegment.ofArray(first.stored()))
              .withInlinePart(second.header(), MemorySegment.ofArray(second.stored()))
              .withDetachedMetadata(attached)
              .withByteOrder(DeltaByteOrder.BIG);
      Path file = directory.resolve("delta.file");
      Files.write(file, draft.serialise().bytes());
      apply(file);
      assertTrue(repo.objects().has(TO));
      assertEquals(
          "value",
          repo.objects()
              .detachedMetadata(TO.checksum())
              .orElseThrow()
              .find("key")
              .orElseThrow()
              .asString());
    }

    @Test
    void mayBeSigned() throws IOException {
      Path delta = SampleDelta.write(directory.resolve("delta"));
      byte[] plain = Files.readAllBytes(delta.resolve("superblock"));
      Variant list = Variant.array(VariantType.BYTES, List.of(Variant.bytes(new byte[3])));
      byte[] signed =
          SignedSuperblock.of(plain, VariantDict.empty().put("ostree.sign.dummy", list)).bytes();
      Files.write(delta.resolve("superblock"), signed);
      apply(delta);
      assertTrue(repo.objects().has(TO));
    }

    @Test
    void completesACommitThatWasPartial() throws IOException {
      try (var transaction = repo.begin()) {
        transaction.markPartial(TO.checksum(), PartialReason.NOT_PULLED);
        transaction.writeCommit(SampleDelta.TO);
        transaction.publish();
      }
      apply(SampleDelta.write(directory.resolve("delta")));
      assertEquals(CommitState.NORMAL, repo.objects().commitState(TO.checksum()));
    }

    @Test
    void fromACommitThatIsPartialMakesOneThatIsPartial() throws IOException {
      repo.markPartial(SampleDelta.FROM.checksum(), PartialReason.NOT_PULLED);
      apply(write(SampleDelta.draft(), SampleDelta.first().part()));
      assertEquals(CommitState.PARTIAL, repo.objects().commitState(TO.checksum()));
    }
  }

  @Nested
  class IsRefused {
    @Test
    void withoutTheCommitItStartsFrom() throws IOException {
      SuperblockDraft draft =
          SuperblockDraft.of(Optional.of(Checksum.ofContent(new byte[0])), SampleDelta.TO);
      refused(DeltaException.FromMissing.class, write(draft, SampleDelta.first().part()));
    }

    @Test
    void whenAFileIsMissingAfterwards() throws IOException {
      refused(
          DeltaException.SourceMissing.class,
          write(SampleDelta.draft(), SampleDelta.first().part()));
    }

    @Test
    void whenADirectoryIsMissingAfterwards() throws IOException {
      refused(
          DeltaException.SourceMissing.class,
          write(SampleDelta.draft(), SampleDelta.second().part()));
    }

    @Test
    void whenAPartIsMissing() throws IOException {
      Path delta = SampleDelta.write(directory.resolve("delta"));
      Files.delete(delta.resolve("1"));
      refused(NoSuchFileException.class, delta);
    }

    @Test
    void whenPartsAreExchanged() throws IOException {
      Path delta = SampleDelta.write(directory.resolve("delta"));
      byte[] first = Files.readAllBytes(delta.resolve("0"));
      Files.copy(delta.resolve("1"), delta.resolve("0"), StandardCopyOption.REPLACE_EXISTING);
      Files.write(delta.resolve("1"), first);
      refused(DeltaException.ChecksumMismatch.class, delta);
    }

    @Test
    void withFallbacks() throws IOException {
      var fallback = new FallbackObject(PartBuilder.file(SampleDelta.FRESH), 1, 1);
      refused(
          DeltaException.NeedsFallbacks.class,
          write(SampleDelta.draft().withFallbacks(List.of(fallback)), SampleDelta.first().part()));
    }

    @Test
    void whenALaterPartIsWrong() throws IOException {
      byte[] wrong = SampleDelta.OLD;
      var second = new PartBuilder().makes(PartBuilder.file(SampleDelta.FRESH));
      second.op(new Operation.SpliceContent(0, 0, wrong.length, second.blob(wrong)));
      refused(
          RepoException.ObjectDamaged.class,
          write(SampleDelta.draft(), SampleDelta.first().part(), second.part()));
    }

    @Test
    void whenItsCommitIsAnother() throws IOException {
      Variant whole = SampleDelta.draft().serialise();
      var members = new ArrayList<Variant>();
      for (int i = 0; i < whole.count(); i++) {
        members.add(i == 3 ? Variant.bytes(new byte[32]) : whole.child(i));
      }
      Path file = directory.resolve("delta.file");
      Files.write(file, Variant.tuple(members).bytes());
      refused(DeltaException.ChecksumMismatch.class, file);
    }

    @Test
    void whenItsCommitIsNone() throws IOException {
      Commit garbage = SampleDelta.TO.withSubject("other");
      SuperblockDraft draft = SuperblockDraft.of(Optional.empty(), garbage);
      byte[] bytes = draft.serialise().bytes();
      byte[] subject = "other".getBytes(StandardCharsets.US_ASCII);
      int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("other");
      bytes[at + subject.length - 1] = (byte) 0xff;
      Path file = directory.resolve("delta.file");
      Files.write(file, bytes);
      refused(IOException.class, file);
    }

    @Test
    void whenItIsNoDeltaAtAll() throws IOException {
      refused(DeltaException.Malformed.class, directory.resolve("repo/config"));
      refused(NoSuchFileException.class, directory.resolve("nothing"));
      Path empty = Files.createDirectories(directory.resolve("empty"));
      refused(NoSuchFileException.class, empty);
      Files.createFile(empty.resolve("superblock"));
      refused(DeltaException.Malformed.class, empty);
    }
  }

  @Nested
  class AStore {
    private DeltaStore store;

    @BeforeEach
    void fill() throws IOException {
      store = new DeltaStore(repo);
      SampleDelta.write(repo.path().resolve(SampleDelta.draft().name().directory()));
    }

    @Test
    void listsItsDeltas() throws IOException {
      DeltaName name = SampleDelta.draft().name();
      assertEquals(List.of(name), List.copyOf(store.list()));
      assertTrue(store.has(name));
      try (DeltaFiles files = DeltaFiles.open(repo, name)) {
        assertEquals(files.superblock().checksum(), store.superblockChecksum(name));
        assertEquals(Optional.of(files.superblock().checksum()), store.listing().find(name));
      }
    }

    @Test
    void forgetsWhatIsDeleted() throws IOException {
      DeltaName name = SampleDelta.draft().name();
      store.delete(name);
      assertTrue(store.list().isEmpty());
      assertFalse(store.has(name));
      assertThrows(DeltaException.NotFound.class, () -> store.delete(name));
    }

    @Test
    void indexesByTarget() throws IOException {
      store.reindex();
      assertEquals(List.of(TO.checksum()), List.copyOf(store.indexes()));
      assertEquals(
          store.listing().superblocks(),
          store.findIndex(TO.checksum()).orElseThrow().superblocks());
      assertTrue(repo.config().indexedDeltas());
      store.delete(SampleDelta.draft().name());
      store.reindex(TO.checksum());
      assertTrue(store.indexes().isEmpty());
    }

    @Test
    void doesNotTakeWhatHasNoSuperblock() throws IOException {
      Files.delete(repo.path().resolve(SampleDelta.draft().name().superblockPath()));
      assertTrue(store.list().isEmpty());
      store.delete(SampleDelta.draft().name());
    }
  }
}
