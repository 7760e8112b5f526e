// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// What we write, we read back; and the fast codecs agree with the general module.
class ObjectProperties {
  @Provide
  Arbitrary<DirTree> dirTrees() {
    return ObjectArbitraries.dirTrees();
  }

  @Provide
  Arbitrary<DirMeta> dirMetas() {
    return ObjectArbitraries.dirMetas();
  }

  @Provide
  Arbitrary<ArchiveHeader> archiveHeaders() {
    return ObjectArbitraries.archiveHeaders();
  }

  @Provide
  Arbitrary<Commit> commits() {
    return ObjectArbitraries.commits();
  }

  @Provide
  Arbitrary<SizesEntry> sizes() {
    return ObjectArbitraries.sizes();
  }

  @Property(tries = 300)
  void dirTreesRoundTrip(@ForAll("dirTrees") DirTree tree) throws ObjectFormatException {
    assertEquals(tree, DirTree.parse(tree.bytes()));
  }

  @Property(tries = 300)
  void dirTreesAreWhatTheGeneralModuleMakes(@ForAll("dirTrees") DirTree tree) {
    var files = new ArrayList<Variant>();
    tree.files().forEach(e -> files.add(tuple(e.name(), e.checksum())));
    var directories = new ArrayList<Variant>();
    tree.directories().forEach(e -> directories.add(tuple(e.name(), e.tree(), e.meta())));
    var general =
        Variant.tuple(
            Variant.array(VariantType.of("(say)"), files),
            Variant.array(VariantType.of("(sayay)"), directories));
    assertArrayEquals(general.bytes(), tree.bytes());
    assertTrue(Variant.of(DirTree.TYPE, tree.bytes()).isNormal());
  }

  private static Variant tuple(String name, Checksum... checksums) {
    var members = new ArrayList<Variant>(List.of(Variant.string(name)));
    for (Checksum checksum : checksums) {
      members.add(Variant.bytes(checksum.bytes()));
    }
    return Variant.tuple(members);
  }

  @Property(tries = 300)
  void dirMetasRoundTripAndAgree(@ForAll("dirMetas") DirMeta meta) throws ObjectFormatException {
    assertEquals(meta, DirMeta.parse(meta.bytes()));
    var general =
        Variant.tuple(
            bigEndian(meta.uid()),
            bigEndian(meta.gid()),
            bigEndian(meta.mode()),
            general(meta.xattrs()));
    assertArrayEquals(general.bytes(), meta.bytes());
  }

  @Property(tries = 300)
  void headersRoundTripAndAgree(@ForAll("archiveHeaders") ArchiveHeader archive)
      throws ObjectFormatException {
    FileHeader file = archive.file();
    assertEquals(archive, ArchiveHeader.parse(archive.bytes()));
    assertEquals(file, FileHeader.parse(file.bytes()));
    assertEquals(
        file, FileHeader.parseBareUserAttribute(file.bareUserAttribute(), file.symlinkTarget()));
    var members = new ArrayList<Variant>();
    members.add(bigEndian(file.uid()));
    members.add(bigEndian(file.gid()));
    members.add(bigEndian(file.mode()));
    members.add(bigEndian(0));
    members.add(Variant.string(file.symlinkTarget()));
    members.add(general(file.xattrs()));
    assertArrayEquals(Variant.tuple(members).bytes(), file.bytes());
    members.addFirst(Variant.uint64(Long.reverseBytes(archive.sizeBytes())));
    assertArrayEquals(Variant.tuple(members).bytes(), archive.bytes());
  }

  private static Variant bigEndian(int value) {
    return Variant.uint32(Integer.reverseBytes(value));
  }

  private static Variant general(Xattrs xattrs) {
    var entries = new ArrayList<Variant>();
    for (Xattr entry : xattrs.entries()) {
      byte[] name = java.util.Arrays.copyOf(entry.name(), entry.name().length + 1);
      entries.add(Variant.tuple(Variant.bytes(name), Variant.bytes(entry.value())));
    }
    return Variant.array(VariantType.of("(ayay)"), entries);
  }

  @Property(tries = 300)
  void commitsRoundTrip(@ForAll("commits") Commit commit) throws ObjectFormatException {
    var parsed = Commit.parse(commit.bytes());
    assertEquals(commit, parsed);
    assertArrayEquals(commit.bytes(), parsed.bytes());
    assertEquals(commit.timestampSeconds(), parsed.timestampSeconds());
  }

  @Property(tries = 300)
  void sizesRoundTrip(@ForAll @Size(max = 10) List<@net.jqwik.api.From("sizes") SizesEntry> entries)
      throws ObjectFormatException {
    var sorted = entries.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    assertEquals(sorted, SizesEntry.parse(SizesEntry.serialise(entries)));
  }
}
