// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import java.util.ArrayList;
import java.util.Arrays;

/// Reads and writes dirtrees straight from and to bytes: there may be a hundred thousand.
///
/// ```text
/// tree       files | directories | offset: end of files
/// file       name, NUL | content (32) | offset: end of name
/// directory  name, NUL | dirtree (32) | dirmeta (32) | offset: end of dirtree | end of name
/// ```
final class DirTreeCodec {
  private DirTreeCodec() {}

  static DirTree parse(byte[] bytes) throws ObjectFormatException {
    Span whole = Span.of(bytes);
    long filesEnd = whole.offset(0);
    var files = whole.part(0, filesEnd).elements();
    var directories = whole.part(filesEnd, whole.contentSize(1)).elements();
    var fileEntries = new ArrayList<DirTree.FileEntry>(files.count());
    for (int i = 0; i < files.count(); i++) {
      fileEntries.add(fileEntry(files.next()));
    }
    var directoryEntries = new ArrayList<DirTree.DirectoryEntry>(directories.count());
    for (int i = 0; i < directories.count(); i++) {
      directoryEntries.add(directoryEntry(directories.next()));
    }
    DirTree tree = DirTree.checked(fileEntries, directoryEntries);
    if (!Arrays.equals(bytes(tree), bytes)) {
      throw ObjectFormatException.notNormal();
    }
    return tree;
  }

  private static DirTree.FileEntry fileEntry(Span tuple) throws ObjectFormatException {
    long nameEnd = tuple.offset(0);
    String name = Text.of(tuple.part(0, nameEnd));
    return new DirTree.FileEntry(name, checksum(tuple.part(nameEnd, tuple.contentSize(1))));
  }

  private static DirTree.DirectoryEntry directoryEntry(Span tuple) throws ObjectFormatException {
    long nameEnd = tuple.offset(0);
    long treeEnd = tuple.offset(1);
    String name = Text.of(tuple.part(0, nameEnd));
    Checksum tree = checksum(tuple.part(nameEnd, treeEnd));
    Checksum meta = checksum(tuple.part(treeEnd, tuple.contentSize(2)));
    return new DirTree.DirectoryEntry(name, tree, meta);
  }

  private static Checksum checksum(Span span) throws ObjectFormatException {
    if (span.size() != Checksum.SIZE_BYTES) {
      throw ObjectFormatException.checksumLength(span.size());
    }
    return Checksum.of(span.bytes(), span.start());
  }

  static byte[] bytes(DirTree tree) {
    var names = new ArrayList<byte[]>(tree.files().size() + tree.directories().size());
    long filesSize = 0;
    for (var file : tree.files()) {
      byte[] name = Text.utf8(file.name());
      names.add(name);
      filesSize += entrySize(name, 1);
    }
    long directoriesSize = 0;
    for (var directory : tree.directories()) {
      byte[] name = Text.utf8(directory.name());
      names.add(name);
      directoriesSize += entrySize(name, 2);
    }
    int filesEnd = Framing.totalSize(filesSize, tree.files().size());
    int directoriesEnd = Framing.totalSize(directoriesSize, tree.directories().size());
    byte[] target = new byte[Framing.totalSize((long) filesEnd + directoriesEnd, 1)];
    writeFiles(tree, names, target, filesEnd);
    writeDirectories(tree, names, target, filesEnd, filesEnd + directoriesEnd);
    int width = Framing.width(target.length);
    Framing.putOffset(target, target.length - width, width, filesEnd);
    return target;
  }

  /// The size of an entry: a name, then so many checksums, then as many offsets.
  private static int entrySize(byte[] name, int checksums) {
    return Framing.totalSize(name.length + 1L + checksums * Checksum.SIZE_BYTES, checksums);
  }

  private static void writeFiles(DirTree tree, ArrayList<byte[]> names, byte[] target, int end) {
    int width = Framing.width(end);
    int table = end - tree.files().size() * width;
    int position = 0;
    for (int i = 0; i < tree.files().size(); i++) {
      byte[] name = names.get(i);
      int size = entrySize(name, 1);
      int nameEnd = name.length + 1;
      int last = Framing.width(size);
      System.arraycopy(name, 0, target, position, name.length);
      tree.files().get(i).checksum().copyTo(target, position + nameEnd);
      position += size;
      Framing.putOffset(target, position - last, last, nameEnd);
      Framing.putOffset(target, table, width, position);
      table += width;
    }
  }

  private static void writeDirectories(
      DirTree tree, ArrayList<byte[]> names, byte[] target, int start, int end) {
    int width = Framing.width(end - start);
    int table = end - tree.directories().size() * width;
    int position = start;
    for (int i = 0; i < tree.directories().size(); i++) {
      byte[] name = names.get(tree.files().size() + i);
      int size = entrySize(name, 2);
      int nameEnd = name.length + 1;
      int treeEnd = nameEnd + Checksum.SIZE_BYTES;
      int last = Framing.width(size);
      System.arraycopy(name, 0, target, position, name.length);
      tree.directories().get(i).tree().copyTo(target, position + nameEnd);
      tree.directories().get(i).meta().copyTo(target, position + treeEnd);
      position += size;
      Framing.putOffset(target, position - 2 * last, last, treeEnd);
      Framing.putOffset(target, position - last, last, nameEnd);
      Framing.putOffset(target, table, width, position - start);
      table += width;
    }
  }
}
