// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Valid objects of all shapes, with names long enough to need offsets of two bytes.
final class ObjectArbitraries {
  private ObjectArbitraries() {}

  static Arbitrary<Checksum> checksums() {
    return Arbitraries.bytes().array(byte[].class).ofSize(32).map(Checksum::of);
  }

  static Arbitrary<String> texts(int maxLength) {
    return Arbitraries.strings()
        .ofMaxLength(maxLength)
        .withCharRange('a', 'c')
        .withCharRange('\u00e0', '\u00ff')
        .withCharRange('\uff00', '\uffff')
        .map(text -> text.replace("c", "\uD83D\uDE00"));
  }

  static Arbitrary<String> names() {
    return Arbitraries.oneOf(texts(6), texts(240)).filter(FileNames::isValid);
  }

  static Arbitrary<Xattrs> xattrs() {
    var value = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    var entry = Combinators.combine(names(), value).as(Xattr::new);
    return entry.list().ofMaxSize(5).uniqueElements(Xattr::displayName).map(Xattrs::of);
  }

  static Arbitrary<FileHeader> headers() {
    var id = Arbitraries.integers();
    var mode = Arbitraries.integers().between(0, 07777);
    var regular = Combinators.combine(id, id, mode, xattrs()).as(FileHeader::regular);
    var symlink =
        Combinators.combine(id, id, mode, names(), xattrs())
            .as((u, g, m, n, x) -> FileHeader.symlink(u, g, m | 0120000, n, x));
    return Arbitraries.oneOf(regular, symlink);
  }

  static Arbitrary<ArchiveHeader> archiveHeaders() {
    var size = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(headers(), size).as(ArchiveHeader::new);
  }

  static Arbitrary<DirMeta> dirMetas() {
    var id = Arbitraries.integers();
    var mode = Arbitraries.integers().between(0, 07777);
    return Combinators.combine(id, id, mode, xattrs()).as((u, g, m, x) -> new DirMeta(u, g, m, x));
  }

  static Arbitrary<DirTree> dirTrees() {
    return Combinators.combine(names().set().ofMaxSize(30), checksums(), checksums())
        .as(ObjectArbitraries::tree);
  }

  /// Every third name is a directory.
  private static DirTree tree(Set<String> names, Checksum first, Checksum second) {
    var byKind =
        names.stream().collect(Collectors.partitioningBy(name -> name.hashCode() % 3 == 0));
    var files = byKind.get(false).stream().map(n -> new DirTree.FileEntry(n, first)).toList();
    var directories =
        byKind.get(true).stream().map(n -> new DirTree.DirectoryEntry(n, first, second)).toList();
    return DirTree.of(files, directories);
  }

  static Arbitrary<Commit> commits() {
    var metadata =
        Combinators.combine(names(), texts(300))
            .as((key, value) -> VariantDict.empty().put(key, value).put("x", Variant.bool(true)))
            .map(VariantDict::toVariant);
    return Combinators.combine(
            checksums(), checksums(), Arbitraries.longs(), texts(50), texts(300), metadata)
        .as(
            (tree, meta, time, subject, body, dict) ->
                Commit.of(tree, meta, time)
                    .withSubject(subject)
                    .withBody(body)
                    .withParent(meta)
                    .withMetadata(dict));
  }

  static Arbitrary<SizesEntry> sizes() {
    var size = Arbitraries.longs().greaterOrEqual(0);
    var type = Arbitraries.of(List.of(ObjectType.values()));
    var name = Combinators.combine(checksums(), type).as(ObjectName::new);
    return Combinators.combine(name, size, size).as(SizesEntry::new);
  }
}
