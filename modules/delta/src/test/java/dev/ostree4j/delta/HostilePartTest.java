// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;

/// Parts that somebody made to do harm: each ends in an exception which says what is wrong, and
/// nothing of it is to be seen afterwards.
class HostilePartTest {
  private static final byte[] OLD = utf8("the old content of a file");
  private static final byte[] NEW = utf8("the new content");
  private static final long[] EDGES = {
    1L << 31, (1L << 31) - 1, 1L << 32, 1L << 62, Long.MAX_VALUE, Long.MAX_VALUE - 31
  };

  @TempDir Path directory;
  private Repo repo;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void prepare() throws IOException {
    repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE);
    try (Transaction transaction = repo.begin()) {
      transaction.writeContent(PartBuilder.header(), OLD.length, new ByteArrayInputStream(OLD));
      transaction.writeContent(
          FileHeader.symlink(0, 0, "target", Xattrs.EMPTY), 0, new ByteArrayInputStream(OLD, 0, 0));
      transaction.publish();
    }
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("repo/objects"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  private void refused(PartBuilder.Part part) throws IOException {
    refused(part, DeltaException.class);
  }

  private void refused(PartBuilder.Part part, Class<? extends IOException> reason)
      throws IOException {
    List<String> before = stored();
    try (Transaction transaction = repo.begin()) {
      IOException failure =
          assertThrows(
              reason, () -> new DeltaApplier(transaction).apply(part.header(), part.stream()));
      assertFalse(failure.getMessage().isBlank());
      assertEquals(0, transaction.stats().contentObjectsWritten());
      for (ObjectName object : part.header().objects()) {
        assertFalse(transaction.has(object) && !presentBefore(object));
      }
    }
    assertEquals(before, stored());
  }

  private static boolean presentBefore(ObjectName object) {
    return object.equals(PartBuilder.file(OLD));
  }

  private DynamicTest refusal(String name, Consumer<PartBuilder> make) {
    var builder = new PartBuilder();
    make.accept(builder);
    return DynamicTest.dynamicTest(name, () -> refused(builder.part()));
  }

  private static PartBuilder making(PartBuilder builder) {
    return builder.makes(PartBuilder.file(NEW));
  }

  private static long source(PartBuilder builder) {
    return builder.blob(PartBuilder.file(OLD).checksum().bytes());
  }

  private static Operation.Open open(long size) {
    return new Operation.Open(0, 0, size);
  }

  // ---- operands

  @TestFactory
  List<DynamicTest> splicesOfContent() {
    List<DynamicTest> tests = new ArrayList<>();
    for (long edge : EDGES) {
      tests.add(refusal("size " + edge, b -> making(b).op(splice(0, 0, edge, b.blob(NEW)))));
      tests.add(refusal("offset " + edge, b -> making(b).op(splice(0, 0, b.blob(NEW) + 1, edge))));
      tests.add(refusal("both " + edge, b -> making(b).op(splice(0, 0, edge, edge))));
      tests.add(refusal("mode " + edge, b -> making(b).op(splice(edge, 0, 15, b.blob(NEW)))));
      tests.add(refusal("xattrs " + edge, b -> making(b).op(splice(0, edge, 15, b.blob(NEW)))));
    }
    tests.add(refusal("one byte too long", b -> making(b).op(splice(0, 0, 16, b.blob(NEW)))));
    tests.add(refusal("one byte too late", b -> making(b).op(splice(0, 0, 15, b.blob(NEW) + 1))));
    tests.add(
        refusal("mode just after the last", b -> making(b).op(splice(2, 0, 15, b.blob(NEW)))));
    tests.add(refusal("set just after the last", b -> making(b).op(splice(0, 1, 15, b.blob(NEW)))));
    tests.add(refusal("where a tree is listed", b -> tree(b).raw(hex("5300000000"))));
    return tests;
  }

  /// A set may have megabytes; of an object that is there already it is not read.
  @Test
  void largeSetsOfObjectsThatArePresent() throws IOException {
    byte[] set = Xattrs.of(List.of(new Xattr("user.x", new byte[6 << 20]))).bytes();
    var builder = new PartBuilder().xattrs(set);
    long blob = builder.blob(OLD);
    for (int i = 0; i < 10_000; i++) {
      builder.makes(PartBuilder.file(OLD)).op(splice(0, 1, OLD.length, blob));
      builder.makes(PartBuilder.file(OLD)).op(new Operation.Open(0, 1, OLD.length));
      builder.op(new Operation.Write(OLD.length, blob)).op(new Operation.Close());
    }
    PartBuilder.Part part = builder.part();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          try (Transaction transaction = repo.begin()) {
            new DeltaApplier(transaction).apply(part.header(), part.stream());
          }
        });
  }

  @TestFactory
  List<DynamicTest> setsOfObjectsThatArePresent() {
    return List.of(
        refusal(
            "splice",
            b -> b.makes(PartBuilder.file(OLD)).op(splice(0, 1, OLD.length, b.blob(OLD)))),
        refusal(
            "open",
            b ->
                b.makes(PartBuilder.file(OLD))
                    .op(new Operation.Open(0, 1, 0))
                    .op(new Operation.Close())));
  }

  @Test
  void whatIsPassedOverCanBeInterrupted() throws IOException {
    var builder = new PartBuilder().op(new Operation.UnsetReadSource()).op(new Operation.Close());
    try (var spool = new Spool(repo);
        var sources = new ReadSources(repo.objects())) {
      spool.fill(new ByteArrayInputStream(builder.payload()));
      var file = new FileAssembly(new PartState(List.of(), PartPayload.parse(spool), sources), 0);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, file::skip);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void whatIsInspectedCanBeInterrupted() {
    PartBuilder.Part part = new PartBuilder().op(new Operation.UnsetReadSource()).part();
    var interrupting =
        new FilterInputStream(part.stream()) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n < 0) {
              Thread.currentThread().interrupt();
            }
            return n;
          }
        };
    try {
      assertThrows(
          InterruptedIOException.class,
          () -> new PartInspector(repo).inspect(part.header(), interrupting));
    } finally {
      Thread.interrupted();
    }
  }

  private static Operation.SpliceContent splice(long mode, long xattrs, long size, long offset) {
    return new Operation.SpliceContent(mode, xattrs, size, offset);
  }

  private static PartBuilder tree(PartBuilder builder) {
    byte[] tree = DirTree.of(List.of(), List.of()).bytes();
    return builder.makes(new ObjectName(Checksum.ofContent(tree), ObjectType.DIRTREE));
  }

  @TestFactory
  List<DynamicTest> splicesOfMetadata() {
    List<DynamicTest> tests = new ArrayList<>();
    for (long edge : EDGES) {
      tests.add(refusal("size " + edge, b -> tree(b).op(new Operation.SpliceMetadata(edge, 0))));
      tests.add(refusal("offset " + edge, b -> tree(b).op(new Operation.SpliceMetadata(1, edge))));
    }
    tests.add(
        refusal("other bytes", b -> tree(b).op(new Operation.SpliceMetadata(15, b.blob(NEW)))));
    tests.add(
        refusal(
            "a file where a tree is listed", b -> tree(b).op(open(0)).op(new Operation.Close())));
    return tests;
  }

  /// The checksum is right, and yet it is no tree: that is for the repository to say.
  @Test
  void metadataThatIsNone() throws IOException {
    var builder = new PartBuilder();
    builder
        .makes(new ObjectName(Checksum.ofContent(NEW), ObjectType.DIRTREE))
        .op(new Operation.SpliceMetadata(NEW.length, builder.blob(NEW)));
    refused(builder.part(), RepoException.ObjectDamaged.class);
  }

  @TestFactory
  List<DynamicTest> openings() {
    List<DynamicTest> tests = new ArrayList<>();
    for (long edge : EDGES) {
      tests.add(refusal("mode " + edge, b -> making(b).op(new Operation.Open(edge, 0, 1))));
      tests.add(refusal("xattrs " + edge, b -> making(b).op(new Operation.Open(0, edge, 1))));
    }
    tests.add(refusal("a symlink", b -> making(b).op(new Operation.Open(1, 0, 0))));
    tests.add(
        refusal("a directory", b -> making(b.mode(0, 0, 040755)).op(new Operation.Open(2, 0, 0))));
    tests.add(
        refusal("a device", b -> making(b.mode(0, 0, 020644)).op(new Operation.Open(2, 0, 0))));
    tests.add(refusal("no type", b -> making(b.mode(0, 0, -1)).op(new Operation.Open(2, 0, 0))));
    tests.add(refusal("twice", b -> making(b).op(open(5)).op(open(5)).op(new Operation.Close())));
    tests.add(refusal("one too many", b -> b.op(open(0)).op(new Operation.Close())));
    tests.add(
        refusal(
            "never ended", b -> making(b).op(open(15)).op(new Operation.Write(15, b.blob(NEW)))));
    tests.add(
        refusal("a splice inside", b -> making(b).op(open(15)).op(splice(0, 0, 15, b.blob(NEW)))));
    return tests;
  }

  /// More than the disk has is refused before the first byte is written.
  @Test
  void aFileLargerThanTheDisk() throws IOException {
    for (long size : new long[] {1L << 62, Long.MAX_VALUE}) {
      var builder = new PartBuilder();
      making(builder)
          .op(open(size))
          .op(new Operation.Write(15, builder.blob(NEW)))
          .op(new Operation.Close());
      refused(builder.part(), IOException.class);
    }
  }

  @TestFactory
  List<DynamicTest> writes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (long edge : EDGES) {
      tests.add(refusal("size " + edge, b -> write(b, 15, edge, b.blob(NEW))));
      tests.add(refusal("offset " + edge, b -> write(b, 15, 15, b.blob(NEW) + edge)));
      tests.add(refusal("source size " + edge, b -> sourceWrite(b, 15, edge, 0)));
      tests.add(refusal("source offset " + edge, b -> sourceWrite(b, 15, 15, edge)));
    }
    tests.add(refusal("one byte too many for the file", b -> write(b, 14, 15, b.blob(NEW))));
    tests.add(refusal("one byte too few for the file", b -> write(b, 16, 15, b.blob(NEW))));
    tests.add(refusal("one byte beyond the blob", b -> write(b, 16, 16, b.blob(NEW))));
    tests.add(
        refusal(
            "one byte beyond the source", b -> sourceWrite(b, OLD.length + 1, OLD.length + 1, 0)));
    tests.add(refusal("at the end of the source", b -> sourceWrite(b, 1, 1, OLD.length)));
    tests.add(
        refusal("outside of a file", b -> making(b).op(new Operation.Write(15, b.blob(NEW)))));
    tests.add(
        refusal(
            "two that are together too much",
            b ->
                making(b)
                    .op(open(20))
                    .op(new Operation.Write(15, b.blob(NEW)))
                    .op(new Operation.Write(15, 0))
                    .op(new Operation.Close())));
    return tests;
  }

  private static void write(PartBuilder builder, long fileSize, long size, long offset) {
    making(builder)
        .op(open(fileSize))
        .op(new Operation.Write(size, offset))
        .op(new Operation.Close());
  }

  private static void sourceWrite(PartBuilder builder, long fileSize, long size, long offset) {
    making(builder)
        .op(open(fileSize))
        .op(new Operation.SetReadSource(source(builder)))
        .op(new Operation.Write(size, offset))
        .op(new Operation.Close());
  }

  @TestFactory
  List<DynamicTest> readSources() {
    List<DynamicTest> tests = new ArrayList<>();
    for (long edge : EDGES) {
      tests.add(
          refusal(
              "offset " + edge, b -> making(b).op(open(1)).op(new Operation.SetReadSource(edge))));
    }
    tests.add(
        refusal(
            "cut short",
            b -> making(b).op(open(1)).op(new Operation.SetReadSource(source(b) + 1))));
    tests.add(
        refusal(
            "missing",
            b -> making(b).op(open(1)).op(new Operation.SetReadSource(b.blob(new byte[32])))));
    Checksum link = FileHeader.symlink(0, 0, "target", Xattrs.EMPTY).checksumWithoutContent();
    tests.add(
        refusal(
            "a symlink",
            b -> making(b).op(open(1)).op(new Operation.SetReadSource(b.blob(link.bytes())))));
    tests.add(
        refusal(
            "the file that is being made",
            b -> {
              long self = b.blob(PartBuilder.file(NEW).checksum().bytes());
              making(b)
                  .op(open(15))
                  .op(new Operation.SetReadSource(self))
                  .op(new Operation.Write(15, 0))
                  .op(new Operation.Close());
            }));
    tests.add(
        refusal(
            "a file that is made later, from this one",
            b -> {
              long later = b.blob(PartBuilder.file(utf8("later")).checksum().bytes());
              long self = b.blob(PartBuilder.file(NEW).checksum().bytes());
              making(b)
                  .op(open(5))
                  .op(new Operation.SetReadSource(later))
                  .op(new Operation.Write(5, 0))
                  .op(new Operation.Close())
                  .makes(PartBuilder.file(utf8("later")))
                  .op(open(5))
                  .op(new Operation.SetReadSource(self))
                  .op(new Operation.Write(5, 0))
                  .op(new Operation.Close());
            }));
    tests.add(
        refusal(
            "forgotten at the end of a file",
            b ->
                b.makes(PartBuilder.file(OLD))
                    .op(open(OLD.length))
                    .op(new Operation.Close())
                    .op(new Operation.SetReadSource(1))));
    return tests;
  }

  @TestFactory
  List<DynamicTest> patches() {
    List<DynamicTest> tests = new ArrayList<>();
    for (long edge : EDGES) {
      tests.add(refusal("offset " + edge, b -> patchAt(b, edge, 24)));
      tests.add(refusal("size " + edge, b -> patchAt(b, 0, edge)));
      for (long signed : new long[] {edge, -edge}) {
        tests.add(patch("diff " + signed, Patches.control(signed, 0, 0)));
        tests.add(patch("extra " + signed, Patches.control(0, signed, 0)));
        tests.add(patch("both " + signed, Patches.control(signed, signed, 0)));
        tests.add(
            patch(
                "seek " + signed,
                join(
                    Patches.control(1, 0, signed),
                    new byte[1],
                    Patches.control(14, 0, 0),
                    new byte[14])));
        tests.add(
            patch(
                "seek twice " + signed,
                join(
                    Patches.control(0, 0, signed),
                    Patches.control(0, 0, signed),
                    Patches.control(0, 0, signed),
                    Patches.control(15, 0, 0),
                    new byte[15])));
      }
    }
    tests.add(patch("empty", new byte[0]));
    tests.add(patch("cut in the lengths", new byte[23]));
    tests.add(patch("cut in the diff", join(Patches.control(15, 0, 0), new byte[14])));
    tests.add(patch("cut in the extra bytes", join(Patches.control(0, 15, 0), new byte[14])));
    tests.add(patch("more than the file", join(Patches.control(16, 0, 0), new byte[16])));
    tests.add(patch("less than the file", join(Patches.control(14, 0, 0), new byte[14])));
    tests.add(
        patch(
            "one byte before the source",
            join(Patches.control(0, 0, -1), Patches.control(15, 0, 0), new byte[15])));
    tests.add(
        patch(
            "one byte beyond the source",
            join(Patches.control(0, 0, OLD.length - 14), Patches.control(15, 0, 0), new byte[15])));
    tests.add(patch("rounds of nothing", new byte[24 * 1000]));
    tests.add(
        refusal(
            "without source",
            b -> making(b).op(open(15)).op(new Operation.Patch(0, b.blob(new byte[24])))));
    tests.add(
        refusal(
            "after other content",
            b -> {
              long patch = b.blob(join(Patches.control(15, 0, 0), new byte[15]));
              making(b)
                  .op(open(15))
                  .op(new Operation.SetReadSource(source(b)))
                  .op(new Operation.Write(1, 0))
                  .op(new Operation.Patch(patch, 39))
                  .op(new Operation.Close());
            }));
    tests.add(refusal("outside of a file", b -> making(b).op(new Operation.Patch(0, 0))));
    return tests;
  }

  private static void patchAt(PartBuilder builder, long offset, long size) {
    making(builder)
        .op(open(15))
        .op(new Operation.SetReadSource(source(builder)))
        .op(new Operation.Patch(offset, size))
        .op(new Operation.Close());
  }

  private DynamicTest patch(String name, byte[] patch) {
    return refusal(
        name,
        b -> {
          long offset = b.blob(patch);
          patchAt(b, offset, patch.length);
        });
  }

  private static byte[] join(byte[]... pieces) {
    var out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  // ---- operations

  @TestFactory
  List<DynamicTest> operations() {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(refusal("none", b -> making(b)));
    tests.add(refusal("unknown", b -> making(b).raw((byte) 0)));
    tests.add(refusal("unknown inside of a file", b -> making(b).op(open(1)).raw((byte) 'Z')));
    tests.add(refusal("an end without a beginning", b -> making(b).op(new Operation.Close())));
    tests.add(refusal("cut in an operand", b -> making(b).raw(hex("6f000080"))));
    tests.add(
        refusal("an operand of 64 bits", b -> making(b).raw(hex("6f0000ffffffffffffffffff01"))));
    tests.add(
        refusal("an operand of 70 bits", b -> making(b).raw(hex("6f0000ffffffffffffffffff7f"))));
    tests.add(
        refusal("an operand without end", b -> making(b).raw(hex("6f0000" + "80".repeat(5000)))));
    return tests;
  }

  /// What comes before is written, and never published.
  @Test
  void fewerObjectsThanListed() throws IOException {
    var builder = making(new PartBuilder());
    builder.op(splice(0, 0, 15, builder.blob(NEW))).makes(PartBuilder.file(utf8("another")));
    PartBuilder.Part part = builder.part();
    List<String> before = stored();
    try (Transaction transaction = repo.begin()) {
      assertThrows(
          DeltaException.Malformed.class,
          () -> new DeltaApplier(transaction).apply(part.header(), part.stream()));
    }
    assertEquals(before, stored());
  }

  // ---- names

  @TestFactory
  List<DynamicTest> otherObjectsThanListed() {
    byte[] wrong = utf8("the bad content");
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(damaged("a splice", b -> making(b).op(splice(0, 0, 15, b.blob(wrong)))));
    tests.add(damaged("a written file", b -> write(b, 15, 15, b.blob(wrong))));
    tests.add(damaged("a copied file", b -> sourceWrite(b, 15, 15, 0)));
    tests.add(damaged("a file out of a source that a whole object unset", this::staleSource));
    tests.add(
        damaged(
            "a patched file",
            b -> patchAt(b, b.blob(join(Patches.control(15, 0, 0), new byte[15])), 39)));
    tests.add(
        damaged(
            "another mode", b -> making(b.mode(0, 0, 0100600)).op(splice(2, 0, 15, b.blob(NEW)))));
    tests.add(
        damaged(
            "another owner", b -> making(b.mode(1, 0, 0100644)).op(splice(2, 0, 15, b.blob(NEW)))));
    var xattrs = Xattrs.of(List.of(new Xattr("user.x", NEW)));
    tests.add(
        damaged(
            "other attributes",
            b -> making(b.xattrs(xattrs.bytes())).op(splice(0, 1, 15, b.blob(NEW)))));
    tests.add(damaged("a symlink", b -> making(b).op(splice(1, 0, 15, b.blob(NEW)))));
    byte[] large = new byte[1 << 20];
    tests.add(damaged("a large file", b -> write(b, large.length, large.length, b.blob(large))));
    return tests;
  }

  /// Only what is left over of the read source would make the second object.
  private void staleSource(PartBuilder builder) {
    builder
        .makes(PartBuilder.file(OLD))
        .makes(PartBuilder.file(Arrays.copyOf(OLD, 15)))
        .op(new Operation.SetReadSource(source(builder)))
        .op(splice(0, 0, OLD.length, builder.blob(OLD)))
        .op(open(15))
        .op(new Operation.Write(15, 0))
        .op(new Operation.Close());
  }

  private DynamicTest damaged(String name, Consumer<PartBuilder> make) {
    var builder = new PartBuilder();
    make.accept(builder);
    return DynamicTest.dynamicTest(
        name, () -> refused(builder.part(), RepoException.ObjectDamaged.class));
  }

  @TestFactory
  List<DynamicTest> symlinks() {
    List<DynamicTest> tests = new ArrayList<>();
    byte[] longTarget = new byte[4097];
    Arrays.fill(longTarget, (byte) 'x');
    for (byte[] target :
        List.of(new byte[0], new byte[] {'a', 0, 'b'}, new byte[] {(byte) 0xff}, longTarget)) {
      tests.add(
          refusal(
              "target of " + target.length + " bytes",
              b -> making(b).op(splice(1, 0, target.length, b.blob(target)))));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> extendedAttributes() {
    List<DynamicTest> tests = new ArrayList<>();
    byte[] good = Xattrs.of(List.of(new Xattr("user.a", NEW), new Xattr("user.b", NEW))).bytes();
    for (int i : new int[] {0, 6, good.length - 1, good.length - 2}) {
      byte[] bad = good.clone();
      bad[i] = (byte) (i == 6 ? 'x' : 0xfe);
      tests.add(
          refusal(
              "byte " + i + " wrong",
              b -> making(b.xattrs(bad)).op(splice(0, 1, 15, b.blob(NEW)))));
    }
    tests.add(
        refusal(
            "in the wrong order",
            b -> making(b.xattrs(swapped(good))).op(splice(0, 1, 15, b.blob(NEW)))));
    return tests;
  }

  private static byte[] swapped(byte[] xattrs) {
    byte[] swapped = xattrs.clone();
    int second = new String(xattrs, StandardCharsets.ISO_8859_1).indexOf("user.b");
    swapped[5] = 'b';
    swapped[second + 5] = 'a';
    return swapped;
  }

  // ---- payloads

  @TestFactory
  List<DynamicTest> payloads() {
    byte[] good = new PartBuilder().payload();
    List<DynamicTest> tests = new ArrayList<>();
    for (int cut = 0; cut < good.length; cut += 5) {
      tests.add(payload("cut to " + cut, Arrays.copyOf(good, cut)));
    }
    for (int end = 1; end <= 3; end++) {
      for (int value : new int[] {0, 1, 0x7f, 0xff}) {
        byte[] bad = good.clone();
        bad[bad.length - end] = (byte) value;
        if (!Arrays.equals(bad, good)) {
          tests.add(payload("end " + end + " is " + value, bad));
        }
      }
    }
    tests.add(payload("all ones", hex("ff".repeat(70_000))));
    tests.add(payload("all zeros", new byte[70_000]));
    return tests;
  }

  private DynamicTest payload(String name, byte[] payload) {
    // Wherever the pieces lie in it, they do not make the file.
    return DynamicTest.dynamicTest(name, () -> refused(making(new PartBuilder()).plain(payload)));
  }

  @TestFactory
  List<DynamicTest> compressions() throws IOException {
    var builder = making(new PartBuilder());
    byte[] good = builder.op(splice(0, 0, 15, builder.blob(NEW))).compressedPart().stored();
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(stored("nothing at all", new byte[0]));
    tests.add(stored("unknown", new byte[] {'z', 1, 2}));
    tests.add(stored("gzip", new byte[] {'g', 1, 2}));
    tests.add(stored("no stream", new byte[] {'x'}));
    tests.add(stored("not a stream", join(new byte[] {'x'}, NEW)));
    tests.add(stored("cut", Arrays.copyOf(good, good.length - 1)));
    tests.add(stored("cut in the middle", Arrays.copyOf(good, good.length / 2)));
    tests.add(stored("a byte too many", Arrays.copyOf(good, good.length + 1)));
    tests.add(stored("padding that is none", Arrays.copyOf(good, good.length + 6)));
    tests.add(stored("two streams", join(good, Arrays.copyOfRange(good, 1, good.length))));
    tests.add(stored("compressed twice", join(new byte[] {'x'}, good)));
    return tests;
  }

  private DynamicTest stored(String name, byte[] stored) {
    return DynamicTest.dynamicTest(name, () -> refused(making(new PartBuilder()).stored(stored)));
  }

  /// A stream which asks for a large dictionary gets none, however small it is.
  @Test
  void aLargeDictionary() throws IOException {
    var options = new LZMA2Options(0);
    options.setDictSize(128 << 20);
    var builder = making(new PartBuilder());
    builder.op(splice(0, 0, 15, builder.blob(NEW)));
    byte[] stored = builder.compressed(builder.payload(), options).stored();
    refused(builder.stored(stored));
  }

  /// 16 MiB of zeros in a few kilobytes are swallowed and refused.
  @Test
  void aBomb() throws IOException {
    var builder = making(new PartBuilder());
    PartBuilder.Part bomb = builder.compressed(new byte[16 << 20], new LZMA2Options(1));
    assertTrue(bomb.stored().length < 20_000);
    refused(bomb);
  }

  @Test
  void aVersionToCome() throws IOException {
    PartBuilder.Part part = new PartBuilder().part();
    for (int version : new int[] {1, -1}) {
      var header =
          new PartHeader(
              version,
              part.header().checksum(),
              part.header().sizeBytes(),
              part.header().uncompressedBytes(),
              List.of());
      refused(new PartBuilder.Part(header, part.stored()), DeltaException.TooNew.class);
    }
  }

  @Test
  void partsThatWereExchanged() throws IOException {
    var one = making(new PartBuilder());
    PartBuilder.Part first = one.op(splice(0, 0, 15, one.blob(NEW))).part();
    var two = new PartBuilder().makes(PartBuilder.file(utf8("another")));
    PartBuilder.Part second = two.op(splice(0, 0, 7, two.blob(utf8("another")))).part();
    refused(
        new PartBuilder.Part(first.header(), second.stored()),
        DeltaException.ChecksumMismatch.class);
    // Even with the right checksum of the wrong part.
    var header = PartHeader.of(second.header().checksum(), 1, 1, first.header().objects());
    refused(new PartBuilder.Part(header, second.stored()), RepoException.ObjectDamaged.class);
  }
}
