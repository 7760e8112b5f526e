// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;

class DeltaApplierTest {
  @TempDir Path directory;

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Repo repo(RepoMode mode) throws IOException {
    return Repo.create(directory.resolve("repo"), mode);
  }

  private static void store(Repo repo, byte[] content) throws IOException {
    try (Transaction transaction = repo.begin()) {
      transaction.writeContent(
          PartBuilder.header(), content.length, new ByteArrayInputStream(content));
      transaction.publish();
    }
  }

  private static void apply(Repo repo, PartBuilder.Part part) throws IOException {
    try (Transaction transaction = repo.begin()) {
      var applier = new DeltaApplier(transaction);
      applier.apply(part.header(), part.stream());
      assertTrue(applier.isDone(part.header()));
      transaction.publish();
    }
  }

  private static byte[] content(Repo repo, ObjectName name) throws IOException {
    repo.objects().verify(name);
    try (ContentObject object = repo.objects().openContent(name.checksum())) {
      return object.stream().readAllBytes();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RepoMode.class,
      names = {"BARE_SPLIT_XATTRS"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyOperationWorksInEveryMode(RepoMode mode) throws Exception {
    byte[] old = bytes(300_000);
    byte[] copied = Arrays.copyOfRange(old, 1000, 250_000);
    byte[] patched = old.clone();
    patched[77]++;
    patched[299_999]--;
    byte[] tree = DirTree.of(List.of(), List.of()).bytes();
    byte[] small = utf8("small\n");
    var builder = new PartBuilder();
    long source = builder.blob(PartBuilder.file(old).checksum().bytes());
    long patch = builder.blob(Patches.diff(old, patched));
    builder
        .makes(new ObjectName(Checksum.ofContent(tree), ObjectType.DIRTREE))
        .op(new Operation.SpliceMetadata(tree.length, builder.blob(tree)))
        .makes(PartBuilder.file(small))
        .op(new Operation.SpliceContent(0, 0, small.length, builder.blob(small)))
        .makes(PartBuilder.file(copied))
        .op(new Operation.Open(0, 0, copied.length))
        .op(new Operation.SetReadSource(source))
        .op(new Operation.Write(100_000, 1000))
        .op(new Operation.UnsetReadSource())
        .op(new Operation.Write(9_000, builder.blob(Arrays.copyOfRange(old, 101_000, 110_000))))
        .op(new Operation.SetReadSource(source))
        .op(new Operation.Write(140_000, 110_000))
        .op(new Operation.Close())
        .makes(PartBuilder.file(patched))
        .op(new Operation.Open(0, 0, patched.length))
        .op(new Operation.SetReadSource(source))
        .op(new Operation.Patch(patch, builder.blob(new byte[0]) - patch))
        .op(new Operation.Close());
    try (Repo repo = repo(mode)) {
      store(repo, old);
      apply(repo, builder.compressedPart());
      assertArrayEquals(small, content(repo, PartBuilder.file(small)));
      assertArrayEquals(copied, content(repo, PartBuilder.file(copied)));
      assertArrayEquals(patched, content(repo, PartBuilder.file(patched)));
      assertEquals(
          DirTree.of(List.of(), List.of()), repo.objects().readDirTree(Checksum.ofContent(tree)));
    }
  }

  /// A whole object ends what it reads from, as a file does.
  @Test
  void aWholeObjectUnsetsTheReadSource() throws Exception {
    byte[] old = bytes(300);
    byte[] tree = DirTree.of(List.of(), List.of()).bytes();
    byte[] small = utf8("small\n");
    byte[] last = utf8("out of the blob\n");
    for (boolean metadata : new boolean[] {true, false}) {
      var builder = new PartBuilder();
      long source = builder.blob(PartBuilder.file(old).checksum().bytes());
      long bytes = builder.blob(last);
      builder.op(new Operation.SetReadSource(source));
      if (metadata) {
        builder
            .makes(new ObjectName(Checksum.ofContent(tree), ObjectType.DIRTREE))
            .op(new Operation.SpliceMetadata(tree.length, builder.blob(tree)));
      } else {
        builder
            .makes(PartBuilder.file(small))
            .op(new Operation.SpliceContent(0, 0, small.length, builder.blob(small)));
      }
      builder
          .makes(PartBuilder.file(last))
          .op(new Operation.Open(0, 0, last.length))
          .op(new Operation.Write(last.length, bytes))
          .op(new Operation.Close());
      try (Repo repo = Repo.create(directory.resolve("repo" + metadata), RepoMode.ARCHIVE)) {
        store(repo, old);
        PartAnalysis seen =
            new PartInspector(repo).inspect(builder.part().header(), builder.part().stream());
        assertEquals(last.length, seen.objects().getLast().blobBytes());
        apply(repo, builder.part());
        assertArrayEquals(last, content(repo, PartBuilder.file(last)));
      }
    }
  }

  @Test
  void theLargestDictionaryOfXzAndPaddingAreTaken() throws Exception {
    byte[] content = bytes(1000);
    var options = new LZMA2Options(0);
    options.setDictSize(64 << 20);
    var builder = new PartBuilder().makes(PartBuilder.file(content));
    builder.op(new Operation.SpliceContent(0, 0, content.length, builder.blob(content)));
    byte[] stored = builder.compressed(builder.payload(), options).stored();
    try (Repo repo = repo(RepoMode.ARCHIVE)) {
      apply(repo, builder.stored(Arrays.copyOf(stored, stored.length + 8)));
      assertArrayEquals(content, content(repo, PartBuilder.file(content)));
    }
  }

  @Test
  void ownersModesTargetsAndAttributesAreKept() throws Exception {
    var xattrs = Xattrs.of(List.of(new Xattr("user.x", utf8("value"))));
    FileHeader file = FileHeader.regular(1, 2, 0755, xattrs);
    FileHeader link = FileHeader.symlink(3, 4, 0120777, "où/là", Xattrs.EMPTY);
    byte[] target = utf8("où/là");
    var builder = new PartBuilder().mode(1, 2, 0100755).mode(3, 4, 0120777);
    builder
        .xattrs(xattrs.bytes())
        .makes(new ObjectName(PartBuilder.checksum(file, utf8("x")), ObjectType.FILE))
        .op(new Operation.SpliceContent(2, 1, 1, builder.blob(utf8("x"))))
        .makes(new ObjectName(link.checksumWithoutContent(), ObjectType.FILE))
        .op(new Operation.SpliceContent(3, 0, target.length, builder.blob(target)));
    try (Repo repo = repo(RepoMode.ARCHIVE)) {
      apply(repo, builder.part());
      assertEquals(file, repo.objects().readHeader(PartBuilder.checksum(file, utf8("x"))));
      assertEquals(link, repo.objects().readHeader(link.checksumWithoutContent()));
    }
  }

  @Test
  void manySetsOfAttributesAreFoundByTheirNumber() throws Exception {
    var builder = new PartBuilder();
    List<FileHeader> headers = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      var xattrs = Xattrs.of(List.of(new Xattr("user.n", utf8("value " + i))));
      headers.add(FileHeader.regular(0, 0, 0644, xattrs));
      builder.xattrs(xattrs.bytes());
    }
    for (int i = 300; i >= 1; i -= 7) {
      builder
          .makes(new ObjectName(headers.get(i - 1).checksumWithoutContent(), ObjectType.FILE))
          .op(new Operation.SpliceContent(0, i, 0, 0));
    }
    try (Repo repo = repo(RepoMode.ARCHIVE)) {
      apply(repo, builder.part());
      assertEquals(
          headers.get(299), repo.objects().readHeader(headers.get(299).checksumWithoutContent()));
    }
  }

  @Test
  void aPartLargerThanMemoryIsKeptOnDiskMeanwhile() throws Exception {
    byte[] large = bytes(5_000_000);
    var builder = new PartBuilder();
    builder
        .makes(PartBuilder.file(large))
        .op(new Operation.SpliceContent(0, 0, large.length, builder.blob(large)));
    try (Repo repo = repo(RepoMode.BARE_USER)) {
      apply(repo, builder.part());
      assertArrayEquals(large, content(repo, PartBuilder.file(large)));
      assertEquals(List.of("cache"), List.of(directory.resolve("repo/tmp").toFile().list()));
    }
  }

  @Test
  void emptyFilesAndWritesAreFine() throws Exception {
    byte[] nothing = {};
    var builder =
        new PartBuilder()
            .makes(PartBuilder.file(nothing))
            .op(new Operation.Open(0, 0, 0))
            .op(new Operation.Write(0, 0))
            .op(new Operation.Close());
    try (Repo repo = repo(RepoMode.ARCHIVE)) {
      apply(repo, builder.part());
      assertArrayEquals(nothing, content(repo, PartBuilder.file(nothing)));
    }
  }

  @Test
  void whatIsThereIsPassedOverAndNeedsNoSource() throws Exception {
    byte[] present = utf8("present");
    byte[] fresh = utf8("fresh");
    var builder = new PartBuilder();
    long missing = builder.blob(new byte[32]);
    builder
        .makes(PartBuilder.file(present))
        .op(new Operation.Open(0, 0, 7))
        .op(new Operation.SetReadSource(missing))
        .op(new Operation.Write(7, 1 << 20))
        .op(new Operation.Close())
        .makes(PartBuilder.file(fresh))
        .op(new Operation.SpliceContent(0, 0, 5, builder.blob(fresh)));
    try (Repo repo = repo(RepoMode.ARCHIVE)) {
      store(repo, present);
      apply(repo, builder.part());
      assertArrayEquals(fresh, content(repo, PartBuilder.file(fresh)));
    }
  }

  @Test
  void aMissingSourceIsNamed() throws Exception {
    byte[] old = utf8("old");
    var builder = new PartBuilder();
    builder
        .makes(PartBuilder.file(utf8("o")))
        .op(new Operation.Open(0, 0, 1))
        .op(new Operation.SetReadSource(builder.blob(PartBuilder.file(old).checksum().bytes())))
        .op(new Operation.Write(1, 0))
        .op(new Operation.Close());
    try (Repo repo = repo(RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      PartBuilder.Part part = builder.part();
      var applier = new DeltaApplier(transaction);
      assertFalse(applier.isDone(part.header()));
      var failure =
          assertThrows(
              DeltaException.SourceMissing.class,
              () -> applier.apply(part.header(), part.stream()));
      assertEquals(PartBuilder.file(old), failure.name());
    }
  }

  @Test
  void anInterruptEndsTheWork() throws Exception {
    byte[] large = bytes(2_000_000);
    var builder = new PartBuilder();
    builder
        .makes(PartBuilder.file(large))
        .op(new Operation.SpliceContent(0, 0, large.length, builder.blob(large)));
    PartBuilder.Part part = builder.part();
    try (Repo repo = repo(RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedIOException.class,
          () -> new DeltaApplier(transaction).apply(part.header(), part.stream()));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  /// A part of one small file.
  private static PartBuilder.Part partOf(byte[] content) throws IOException {
    var builder = new PartBuilder();
    builder
        .makes(PartBuilder.file(content))
        .op(new Operation.SpliceContent(0, 0, content.length, builder.blob(content)));
    return builder.part();
  }

  /// While a part is carried out so many of the next are taken in as there are threads, no others.
  @Test
  void theNextPartsAreTakenInMeanwhile() throws Exception {
    List<PartSupply> parts = new ArrayList<>();
    var opened = new Semaphore(0);
    for (int i = 0; i < 4; i++) {
      PartBuilder.Part part = partOf(bytes(1_000 + i));
      parts.add(
          new PartSupply(
              part.header(),
              () -> {
                opened.release();
                return part.stream();
              }));
    }
    try (Repo repo = repo(RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      List<PartHeader> done = new ArrayList<>();
      new DeltaApplier(transaction)
          .applyAll(
              parts,
              part -> {
                done.add(part);
                int expected = Math.min(done.size() + PartsAhead.threads(4), parts.size());
                opened.acquireUninterruptibly(expected);
                assertEquals(0, opened.availablePermits());
                opened.release(expected);
              });
      assertEquals(parts.stream().map(PartSupply::header).toList(), done);
    }
  }

  @Test
  void whatComesBeforeAPartThatFailsIsDone() throws Exception {
    PartBuilder.Part first = partOf(bytes(10));
    PartBuilder.Part second = partOf(bytes(20));
    List<PartSupply> parts =
        List.of(
            new PartSupply(first.header(), first::stream),
            new PartSupply(
                second.header(),
                () -> {
                  throw new IOException("the line is cut");
                }));
    try (Repo repo = repo(RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      var applier = new DeltaApplier(transaction);
      IOException failure =
          assertThrows(IOException.class, () -> applier.applyAll(parts, part -> {}));
      assertEquals("the line is cut", failure.getMessage());
      assertTrue(applier.isDone(first.header()));
      assertFalse(applier.isDone(second.header()));
    }
  }

  /// The thread that waits for a part which never comes is interrupted, and the one that opens it.
  @Test
  void anInterruptEndsTheWaitForTheNextPart() throws Exception {
    PartBuilder.Part part = partOf(bytes(10));
    PartSupply stuck =
        new PartSupply(
            part.header(),
            () -> {
              try {
                Thread.sleep(Duration.ofMinutes(5));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new InterruptedIOException("interrupted");
            });
    try (Repo repo = repo(RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedIOException.class,
          () -> new DeltaApplier(transaction).applyAll(List.of(stuck), done -> {}));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  /// Each byte of the part that arrives changed is noticed before anything is carried out.
  @Test
  void aDamagedPartIsCalledDamaged() throws Exception {
    byte[] fresh = utf8("fresh");
    var builder = new PartBuilder();
    builder
        .makes(PartBuilder.file(fresh))
        .op(new Operation.SpliceContent(0, 0, 5, builder.blob(fresh)));
    PartBuilder.Part part = builder.compressedPart();
    try (Repo repo = repo(RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      var applier = new DeltaApplier(transaction);
      for (int i = 0; i < part.stored().length; i++) {
        byte[] damaged = part.stored().clone();
        damaged[i] ^= 4;
        assertThrows(
            DeltaException.ChecksumMismatch.class,
            () -> applier.apply(part.header(), new ByteArrayInputStream(damaged)));
        byte[] cut = Arrays.copyOf(part.stored(), i);
        assertThrows(
            DeltaException.ChecksumMismatch.class,
            () -> applier.apply(part.header(), new ByteArrayInputStream(cut)));
      }
      var longer = new ByteArrayOutputStream();
      longer.writeBytes(part.stored());
      longer.write(0);
      assertThrows(
          DeltaException.ChecksumMismatch.class,
          () -> applier.apply(part.header(), new ByteArrayInputStream(longer.toByteArray())));
      assertFalse(transaction.has(PartBuilder.file(fresh)));
    }
  }
}
