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

  /// @throws ObjectFormatException when the writer would write it otherwise
  static PackedEntries<DirTree.FileEntry> files(Span array) throws ObjectFormatException {
    PackedEntries<DirTree.FileEntry> files = new Files(array);
    files.checkForm();
    return files;
  }

  /// @throws ObjectFormatException when the writer would write it otherwise
  static PackedEntries<DirTree.DirectoryEntry> directories(Span array)
      throws ObjectFormatException {
    PackedEntries<DirTree.DirectoryEntry> directories = new Directories(array);
    directories.checkForm();
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

  /// The bytes of a name, without the NUL, of an entry whose checksums have their length.
  private Span name(int index) {
    int start = array.start() + (index == 0 ? 0 : (int) elements.end(index - 1));
    int end = array.start() + (int) elements.end(index);
    int width = Framing.width(end - start);
    int nameEnd = end - checksums * (Checksum.SIZE_BYTES + width) - 1;
    return new Span(array.bytes(), start, nameEnd);
  }

  private void checkForm() throws ObjectFormatException {
    long content = size() == 0 ? 0 : elements.end(size() - 1);
    requireSize(content, size(), array);
    long start = 0;
    for (int i = 0; i < size(); i++) {
      long end = elements.end(i);
      checkForm(array.part(start, end));
      start = end;
    }
  }

  private void checkForm(Span entry) throws ObjectFormatException {
    Span name = entry.part(0, entry.offset(0));
    Text.checkTerminated(name);
    if (!Text.isUtf8(name)) {
      throw ObjectFormatException.notNormal();
    }
    long content = name.size();
    for (int i = 0; i < checksums; i++) {
      content += checksum(entry, i).size();
    }
    requireSize(content, checksums, entry);
  }

  /// No gaps, and no wider offsets than needed.
  private static void requireSize(long content, int offsets, Span whole)
      throws ObjectFormatException {
    if (Framing.totalSize(content, offsets) != whole.size()) {
      throw ObjectFormatException.notNormal();
    }
  }

  private Span checksum(Span entry, int number) throws ObjectFormatException {
    int next = number + 1;
    long end = next < checksums ? entry.offset(next) : entry.contentSize(checksums);
    return entry.part(entry.offset(number), end);
  }

  /// Refuses checksums of other lengths, and names that may not be or are not in their places.
  void checkValues() throws ObjectFormatException {
    long start = 0;
    for (int i = 0; i < size(); i++) {
      long end = elements.end(i);
      checkChecksums(array.part(start, end));
      Span name = name(i);
      if (!FileNames.isValid(name)) {
        throw new ObjectFormatException(FileNames.complaint(Text.decoded(name)));
      }
      if (i > 0) {
        checkOrder(name(i - 1), name);
      }
      start = end;
    }
  }

  private void checkChecksums(Span entry) throws ObjectFormatException {
    for (int i = 0; i < checksums; i++) {
      int size = checksum(entry, i).size();
      if (size != Checksum.SIZE_BYTES) {
        throw ObjectFormatException.checksumLength(size);
      }
    }
  }

  /// The size of an entry.
  ///
  /// @param nameBytes with the NUL
  static int entrySize(long nameBytes, int checksums) {
    return Framing.totalSize(nameBytes + checksums * Checksum.SIZE_BYTES, checksums);
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
