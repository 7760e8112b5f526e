// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import java.util.ArrayList;
import java.util.List;

/// Reads and writes dirtrees straight from and to bytes: there may be a hundred thousand.
///
/// ```text
/// tree       files | directories | offset: end of files
/// file       name, NUL | content (32) | offset: end of name
/// directory  name, NUL | dirtree (32) | dirmeta (32) | offset: end of dirtree | end of name
/// ```
final class DirTreeCodec {
  private DirTreeCodec() {}

  /// Keeps the bytes. Whatever [#bytes] would write otherwise is refused, and that first: what a
  /// value means is asked when its form is right, as in the C program.
  static DirTree parse(byte[] bytes) throws ObjectFormatException {
    Span whole = Span.of(bytes);
    long filesEnd = whole.offset(0);
    int directoriesEnd = whole.contentSize(1);
    if (Framing.totalSize(directoriesEnd, 1) != whole.size()) {
      throw ObjectFormatException.notNormal();
    }
    var files = PackedEntries.files(whole.part(0, filesEnd));
    var directories = PackedEntries.directories(whole.part(filesEnd, directoriesEnd));
    files.checkValues();
    directories.checkValues();
    PackedEntries.checkDistinct(files, directories);
    return new DirTree(bytes, files, directories);
  }

  /// @param files in order, as the directories are
  static byte[] bytes(List<DirTree.FileEntry> files, List<DirTree.DirectoryEntry> directories) {
    var names = new ArrayList<byte[]>(files.size() + directories.size());
    long filesSize = 0;
    for (var file : files) {
      byte[] name = Text.utf8(file.name());
      names.add(name);
      filesSize += entrySize(name, 1);
    }
    long directoriesSize = 0;
    for (var directory : directories) {
      byte[] name = Text.utf8(directory.name());
      names.add(name);
      directoriesSize += entrySize(name, 2);
    }
    int filesEnd = Framing.totalSize(filesSize, files.size());
    int directoriesEnd = Framing.totalSize(directoriesSize, directories.size());
    byte[] target = new byte[Framing.totalSize((long) filesEnd + directoriesEnd, 1)];
    writeFiles(files, names, target, filesEnd);
    writeDirectories(
        directories,
        names.subList(files.size(), names.size()),
        target,
        filesEnd,
        filesEnd + directoriesEnd);
    int width = Framing.width(target.length);
    Framing.putOffset(target, target.length - width, width, filesEnd);
    return target;
  }

  private static int entrySize(byte[] name, int checksums) {
    return PackedEntries.entrySize(name.length + 1L, checksums);
  }

  private static void writeFiles(
      List<DirTree.FileEntry> files, List<byte[]> names, byte[] target, int end) {
    int width = Framing.width(end);
    int table = end - files.size() * width;
    int position = 0;
    for (int i = 0; i < files.size(); i++) {
      byte[] name = names.get(i);
      int size = entrySize(name, 1);
      int nameEnd = name.length + 1;
      int last = Framing.width(size);
      System.arraycopy(name, 0, target, position, name.length);
      files.get(i).checksum().copyTo(target, position + nameEnd);
      position += size;
      Framing.putOffset(target, position - last, last, nameEnd);
      Framing.putOffset(target, table, width, position);
      table += width;
    }
  }

  private static void writeDirectories(
      List<DirTree.DirectoryEntry> directories,
      List<byte[]> names,
      byte[] target,
      int start,
      int end) {
    int width = Framing.width(end - start);
    int table = end - directories.size() * width;
    int position = start;
    for (int i = 0; i < directories.size(); i++) {
      byte[] name = names.get(i);
      int size = entrySize(name, 2);
      int nameEnd = name.length + 1;
      int treeEnd = nameEnd + Checksum.SIZE_BYTES;
      int last = Framing.width(size);
      System.arraycopy(name, 0, target, position, name.length);
      directories.get(i).tree().copyTo(target, position + nameEnd);
      directories.get(i).meta().copyTo(target, position + treeEnd);
      position += size;
      Framing.putOffset(target, position - 2 * last, last, treeEnd);
      Framing.putOffset(target, position - last, last, nameEnd);
      Framing.putOffset(target, table, width, position - start);
      table += width;
    }
  }
}
