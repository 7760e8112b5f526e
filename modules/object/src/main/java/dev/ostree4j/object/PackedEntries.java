// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;

/// The files or the directories of a dirtree, each of which becomes an object when it is asked for:
/// a directory takes as much memory as it has bytes, and none more while it is checked.
///
/// ```text
/// array  entry … | offset: end of each entry
/// entry  name, NUL | checksums (32 each) | offsets, last first: end of all before each checksum
/// ```
abstract sealed class PackedEntries<E extends DirTree.Entry> extends AbstractList<E>
    implements RandomAccess {
  private final Span array;
  private final Span.Elements elements;

  /// How many checksums an entry has.
  private final int checksums;

  private PackedEntries(Span array, int checksums) throws ObjectFormatException {
    this.array = array;
    this.elements = array.elements();
    this.checksums = checksums;
  }

  static PackedEntries<DirTree.FileEntry> files(Span array) throws ObjectFormatException {
    PackedEntries<DirTree.FileEntry> files = new Files(array);
    files.check();
    return files;
  }

  static PackedEntries<DirTree.DirectoryEntry> directories(Span array)
      throws ObjectFormatException {
    PackedEntries<DirTree.DirectoryEntry> directories = new Directories(array);
    directories.check();
    return directories;
  }

  private static final class Files extends PackedEntries<DirTree.FileEntry> {
    private Files(Span array) throws ObjectFormatException {
      super(array, 1);
    }

    @Override
    DirTree.FileEntry entry(String name, byte[] bytes, int checksums) {
      return new DirTree.FileEntry(name, Checksum.of(bytes, checksums));
    }
  }

  private static final class Directories extends PackedEntries<DirTree.DirectoryEntry> {
    private Directories(Span array) throws ObjectFormatException {
      super(array, 2);
    }

    @Override
    DirTree.DirectoryEntry entry(String name, byte[] bytes, int checksums) {
      return new DirTree.DirectoryEntry(
          name, Checksum.of(bytes, checksums), Checksum.of(bytes, checksums + Checksum.SIZE_BYTES));
    }
  }

  /// @param checksums where they start in these bytes
  abstract E entry(String name, byte[] bytes, int checksums);

  @Override
  public int size() {
    return elements.count();
  }

  @Override
  public E get(int index) {
    Span name = name(Objects.checkIndex(index, size()));
    return entry(Text.decoded(name), name.bytes(), name.end() + 1);
  }

  /// The entry of this name.
  Optional<E> find(String name) {
    if (!Text.isStorable(name)) {
      return Optional.empty();
    }
    Span wanted = Span.of(Text.utf8(name));
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      int order = compare(name(middle), wanted);
      if (order == 0) {
        return Optional.of(get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /// The order of bytes is that of UTF-8 text.
  private static int compare(Span left, Span right) {
    return Arrays.compareUnsigned(
        left.bytes(), left.start(), left.end(), right.bytes(), right.start(), right.end());
  }

  /// The bytes of a name, without the NUL, of an entry whose form was checked.
  private Span name(int index) {
    int start = array.start() + (index == 0 ? 0 : (int) elements.end(index - 1));
    int end = array.start() + (int) elements.end(index);
    int width = Framing.width(end - start);
    int nameEnd = end - checksums * (Checksum.SIZE_BYTES + width) - 1;
    return new Span(array.bytes(), start, nameEnd);
  }

  /// Refuses whatever the writer would write otherwise, and names that may not be or are not in
  /// their places.
  private void check() throws ObjectFormatException {
    long content = size() == 0 ? 0 : elements.end(size() - 1);
    if (Framing.totalSize(content, size()) != array.size()) {
      throw ObjectFormatException.notNormal();
    }
    long start = 0;
    for (int i = 0; i < size(); i++) {
      long end = elements.end(i);
      checkForm(array.part(start, end));
      Span name = name(i);
      checkName(name);
      if (i > 0) {
        checkOrder(name(i - 1), name);
      }
      start = end;
    }
  }

  private void checkForm(Span entry) throws ObjectFormatException {
    long nameEnd = entry.offset(0);
    long start = nameEnd;
    for (int i = 1; i <= checksums; i++) {
      long end = i < checksums ? entry.offset(i) : entry.contentSize(checksums);
      int size = entry.part(start, end).size();
      if (size != Checksum.SIZE_BYTES) {
        throw ObjectFormatException.checksumLength(size);
      }
      start = end;
    }
    Text.checkTerminated(entry.part(0, nameEnd));
    if (entrySize(nameEnd, checksums) != entry.size()) {
      throw ObjectFormatException.notNormal();
    }
  }

  /// The size of an entry.
  ///
  /// @param nameBytes with the NUL
  static int entrySize(long nameBytes, int checksums) {
    return Framing.totalSize(nameBytes + checksums * Checksum.SIZE_BYTES, checksums);
  }

  private static void checkName(Span name) throws ObjectFormatException {
    if (!Text.isUtf8(name)) {
      throw ObjectFormatException.notNormal();
    }
    if (!FileNames.isValid(name)) {
      throw new ObjectFormatException(FileNames.complaint(Text.decoded(name)));
    }
  }

  private static void checkOrder(Span before, Span name) throws ObjectFormatException {
    int order = compare(before, name);
    if (order == 0) {
      throw duplicate(name);
    }
    if (order > 0) {
      throw new ObjectFormatException("Filename '" + Text.decoded(name) + "' is not in order");
    }
  }

  /// Refuses a name that is in both: it would be whichever a reader looks for first. Both are in
  /// order, so one walk along both finds it.
  static void checkDistinct(PackedEntries<?> one, PackedEntries<?> other)
      throws ObjectFormatException {
    int i = 0;
    int j = 0;
    while (i < one.size() && j < other.size()) {
      Span name = one.name(i);
      int order = compare(name, other.name(j));
      if (order == 0) {
        throw duplicate(name);
      }
      if (order < 0) {
        i++;
      } else {
        j++;
      }
    }
  }

  private static ObjectFormatException duplicate(Span name) {
    return new ObjectFormatException("Duplicate filename '" + Text.decoded(name) + "'");
  }
}
