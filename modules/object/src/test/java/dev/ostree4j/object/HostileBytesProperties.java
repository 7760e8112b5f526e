// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// No bytes make a parser throw anything but its declared exception, and whatever is accepted is
/// the only form of its value.
class HostileBytesProperties {
  /// Short arrays of small numbers reach more of the framing than evenly spread bytes do.
  @Provide
  Arbitrary<byte[]> noise() {
    var small = Arbitraries.bytes().between((byte) 0, (byte) 12).array(byte[].class);
    var any = Arbitraries.bytes().array(byte[].class);
    return Arbitraries.oneOf(small.ofMaxSize(40), any.ofMaxSize(40), small.ofMaxSize(400));
  }

  @Provide
  Arbitrary<byte[]> mutants() {
    var valid =
        Arbitraries.oneOf(
            ObjectArbitraries.dirTrees().map(DirTree::bytes),
            ObjectArbitraries.dirMetas().map(DirMeta::bytes),
            ObjectArbitraries.headers().map(FileHeader::bytes),
            ObjectArbitraries.archiveHeaders().map(ArchiveHeader::bytes),
            ObjectArbitraries.commits().map(Commit::bytes));
    // Half of the changes hit the end, where the offsets are.
    var place = Arbitraries.integers().between(0, 10_000);
    var changes = Combinators.combine(place, Arbitraries.bytes()).as(Change::new);
    return Combinators.combine(valid, changes.list().ofMinSize(1).ofMaxSize(3))
        .as(
            (bytes, list) -> {
              byte[] mutant = bytes.clone();
              list.forEach(change -> change.apply(mutant));
              return mutant;
            });
  }

  record Change(int place, byte value) {
    void apply(byte[] bytes) {
      if (bytes.length > 0) {
        int range = place % 2 == 0 ? bytes.length : Math.min(8, bytes.length);
        bytes[bytes.length - 1 - place / 2 % range] = value;
      }
    }
  }

  @Property(tries = 1000)
  void noiseIsRefusedOrTheOnlyForm(@ForAll("noise") byte[] bytes) {
    checkAll(bytes);
  }

  @Property(tries = 700)
  void mutantsAreRefusedOrTheOnlyForm(@ForAll("mutants") byte[] bytes) {
    checkAll(bytes);
  }

  private interface Parser {
    /// Reads and writes again.
    byte[] echo(byte[] bytes) throws ObjectFormatException;
  }

  private static void checkAll(byte[] bytes) {
    check(HostileBytesProperties::dirTree, bytes);
    check(b -> DirMeta.parse(b).bytes(), bytes);
    check(b -> FileHeader.parse(b).bytes(), bytes);
    check(b -> ArchiveHeader.parse(b).bytes(), bytes);
    check(b -> Xattrs.parse(b).bytes(), bytes);
    check(b -> FileHeader.parseBareUserAttribute(b, "").bareUserAttribute(), bytes);
    check(b -> Commit.parse(b).bytes(), bytes);
    check(HostileBytesProperties::detached, bytes);
    check(HostileBytesProperties::tombstone, bytes);
    check(HostileBytesProperties::sizes, bytes);
    check(HostileBytesProperties::frame, bytes);
  }

  /// From its entries, since what was parsed is kept.
  private static byte[] dirTree(byte[] bytes) throws ObjectFormatException {
    DirTree tree = DirTree.parse(bytes);
    return DirTree.of(tree.files(), tree.directories()).bytes();
  }

  private static byte[] sizes(byte[] bytes) throws ObjectFormatException {
    SizesEntry.parse(Variant.of(VariantType.of("aay"), bytes));
    SizesEntry.parse(Variant.array(VariantType.BYTES, java.util.List.of(Variant.bytes(bytes))));
    return bytes;
  }

  /// Not compared: a dictionary keeps one of two values with the same key.
  private static byte[] detached(byte[] bytes) throws ObjectFormatException {
    DetachedMetadata.serialise(DetachedMetadata.parse(bytes));
    return bytes;
  }

  /// Not compared: a tombstone may say more than we keep.
  private static byte[] tombstone(byte[] bytes) throws ObjectFormatException {
    Tombstone.parse(bytes);
    return bytes;
  }

  private static byte[] frame(byte[] bytes) throws ObjectFormatException {
    HeaderFrame.headerSizeBytes(bytes, bytes.length);
    return bytes;
  }

  private static void check(Parser parser, byte[] bytes) {
    byte[] given = bytes.clone();
    try {
      assertArrayEquals(given, parser.echo(bytes));
    } catch (ObjectFormatException expected) {
      assertArrayEquals(given, bytes, "a parser must not change what it reads");
    }
  }

  @Property(tries = 1000)
  void whatIsAcceptedIsNormalToTheGeneralModule(@ForAll("mutants") byte[] bytes) {
    normal(DirTree.TYPE, DirTree::parse, bytes);
    normal(DirMeta.TYPE, DirMeta::parse, bytes);
    normal(FileHeader.TYPE, FileHeader::parse, bytes);
    normal(ArchiveHeader.TYPE, ArchiveHeader::parse, bytes);
  }

  private interface Reader {
    Object read(byte[] bytes) throws ObjectFormatException;
  }

  /// The other direction does not hold: GLib calls some tuples of no bytes normal, although it
  /// never writes them.
  private static void normal(VariantType type, Reader reader, byte[] bytes) {
    try {
      reader.read(bytes);
    } catch (ObjectFormatException refused) {
      return;
    }
    if (!Variant.of(type, bytes).isNormal()) {
      throw new AssertionError("accepted, but not normal: " + Hexes.of(bytes));
    }
  }

  @Property
  void anyTextIsANameOrRefused(@ForAll String text) {
    RefName.find(text).ifPresent(name -> same(text, name.text()));
    RemoteName.find(text).ifPresent(name -> same(text, name.text()));
    CollectionId.find(text).ifPresent(name -> same(text, name.text()));
    RefSpec.find(text).ifPresent(s -> same(NameGrammar.withoutLineEnd(text), s.toString()));
    ObjectName.find(text).ifPresent(name -> same(text, name.toString()));
  }

  private static void same(String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(expected + " became " + actual);
    }
  }
}
