// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is in a directory: files and directories by name, each name once, in the order of their
/// bytes.
///
/// Immutable and always valid. The type of the serialised form is `(a(say)a(sayay))`.
///
/// @since 0.1
public final class DirTree {
  /// The type of the serialised form.
  public static final VariantType TYPE = VariantType.of("(a(say)a(sayay))");

  /// The empty directory.
  public static final DirTree EMPTY = new DirTree(List.of(), List.of());

  private final List<FileEntry> files;
  private final List<DirectoryEntry> directories;

  private DirTree(List<FileEntry> files, List<DirectoryEntry> directories) {
    this.files = files;
    this.directories = directories;
  }

  /// Something in a directory.
  public sealed interface Entry {
    /// What it is called there.
    String name();
  }

  /// A file or symlink in a directory.
  ///
  /// @param name what it is called there
  /// @param checksum the name of the content object
  public record FileEntry(String name, Checksum checksum) implements Entry {
    /// Neither part may be absent.
    public FileEntry {
      Objects.requireNonNull(name);
      Objects.requireNonNull(checksum);
    }
  }

  /// A directory in a directory.
  ///
  /// @param name what it is called there
  /// @param tree the checksum of its dirtree
  /// @param meta the checksum of its dirmeta
  public record DirectoryEntry(String name, Checksum tree, Checksum meta) implements Entry {
    /// No part may be absent.
    public DirectoryEntry {
      Objects.requireNonNull(name);
      Objects.requireNonNull(tree);
      Objects.requireNonNull(meta);
    }
  }

  /// The directory with these entries, in any order.
  ///
  /// @throws IllegalArgumentException when a name is not [valid][FileNames#isValid(String)] or
  ///     occurs twice
  public static DirTree of(Collection<FileEntry> files, Collection<DirectoryEntry> directories) {
    var sortedFiles = new ArrayList<>(files);
    var sortedDirectories = new ArrayList<>(directories);
    sortedFiles.sort((a, b) -> FileNames.compare(a.name(), b.name()));
    sortedDirectories.sort((a, b) -> FileNames.compare(a.name(), b.name()));
    try {
      return checked(sortedFiles, sortedDirectories);
    } catch (ObjectFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// Reads the serialised form.
  ///
  /// @throws ObjectFormatException when it is not in normal form or too large, or when a name is
  ///     not valid, occurs twice or is not in its place
  public static DirTree parse(byte[] bytes) throws ObjectFormatException {
    MetadataLimits.checkSize(bytes.length);
    return DirTreeCodec.parse(bytes);
  }

  /// Keeps the lists if all is well with them.
  static DirTree checked(List<FileEntry> files, List<DirectoryEntry> directories)
      throws ObjectFormatException {
    checkNames(files);
    checkNames(directories);
    checkDistinct(files, directories);
    return new DirTree(List.copyOf(files), List.copyOf(directories));
  }

  private static void checkNames(List<? extends Entry> entries) throws ObjectFormatException {
    String before = null;
    for (Entry entry : entries) {
      String name = entry.name();
      if (!FileNames.isValid(name)) {
        throw new ObjectFormatException(FileNames.complaint(name));
      }
      int order = before == null ? -1 : FileNames.compare(before, name);
      if (order == 0) {
        throw duplicate(name);
      }
      if (order > 0) {
        throw new ObjectFormatException("Filename '" + name + "' is not in order");
      }
      before = name;
    }
  }

  /// A name that is a file and a directory would be whichever a reader looks for first. Both lists
  /// are in order, so one walk along both finds it.
  private static void checkDistinct(List<FileEntry> files, List<DirectoryEntry> directories)
      throws ObjectFormatException {
    int f = 0;
    int d = 0;
    while (f < files.size() && d < directories.size()) {
      int order = FileNames.compare(files.get(f).name(), directories.get(d).name());
      if (order == 0) {
        throw duplicate(files.get(f).name());
      }
      if (order < 0) {
        f++;
      } else {
        d++;
      }
    }
  }

  private static ObjectFormatException duplicate(String name) {
    return new ObjectFormatException("Duplicate filename '" + name + "'");
  }

  /// The files and symlinks, in order.
  public List<FileEntry> files() {
    return files;
  }

  /// The directories, in order.
  public List<DirectoryEntry> directories() {
    return directories;
  }

  /// Whether there is nothing in it.
  public boolean isEmpty() {
    return files.isEmpty() && directories.isEmpty();
  }

  /// The file or symlink with this name.
  public Optional<FileEntry> findFile(String name) {
    return find(files, name);
  }

  /// The directory with this name.
  public Optional<DirectoryEntry> findDirectory(String name) {
    return find(directories, name);
  }

  private static <E extends Entry> Optional<E> find(List<E> entries, String name) {
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      int order = FileNames.compare(entries.get(middle).name(), name);
      if (order == 0) {
        return Optional.of(entries.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /// The serialised form, as stored.
  ///
  /// @throws IllegalArgumentException when it does not fit an array
  public byte[] bytes() {
    return DirTreeCodec.bytes(this);
  }

  /// The name of the object.
  public Checksum checksum() {
    return Checksum.ofContent(bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirTree that
        && files.equals(that.files)
        && directories.equals(that.directories);
  }

  @Override
  public int hashCode() {
    return 31 * files.hashCode() + directories.hashCode();
  }

  @Override
  public String toString() {
    return "DirTree[files=" + files + ", directories=" + directories + "]";
  }
}
