// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is in a directory: files and directories by name, each name once, in the order of their
/// bytes.
///
/// Immutable and always valid. It takes as much memory as it has bytes: entries become objects when
/// they are asked for. The type of the serialised form is `(a(say)a(sayay))`.
///
/// @since 0.1
public final class DirTree {
  /// The type of the serialised form.
  public static final VariantType TYPE = VariantType.of("(a(say)a(sayay))");

  /// The empty directory.
  public static final DirTree EMPTY = of(List.of(), List.of());

  private final byte[] bytes;
  private final PackedEntries<FileEntry> files;
  private final PackedEntries<DirectoryEntry> directories;

  /// @param bytes of which the entries are parts
  DirTree(byte[] bytes, PackedEntries<FileEntry> files, PackedEntries<DirectoryEntry> directories) {
    this.bytes = bytes;
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
  ///     occurs twice, or when they do not fit an array
  public static DirTree of(Collection<FileEntry> files, Collection<DirectoryEntry> directories) {
    try {
      return DirTreeCodec.parse(DirTreeCodec.bytes(sorted(files), sorted(directories)));
    } catch (ObjectFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static <E extends Entry> List<E> sorted(Collection<E> entries) {
    for (E entry : entries) {
      if (!FileNames.isValid(entry.name())) {
        throw new IllegalArgumentException(FileNames.complaint(entry.name()));
      }
    }
    var sorted = new ArrayList<>(entries);
    sorted.sort((a, b) -> FileNames.compare(a.name(), b.name()));
    return sorted;
  }

  /// Reads the serialised form.
  ///
  /// @throws ObjectFormatException when it is not in normal form or too large, or when a name is
  ///     not valid, occurs twice or is not in its place
  public static DirTree parse(byte[] bytes) throws ObjectFormatException {
    MetadataLimits.checkSize(bytes.length);
    return DirTreeCodec.parse(bytes.clone());
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
    return files.find(name);
  }

  /// The directory with this name.
  public Optional<DirectoryEntry> findDirectory(String name) {
    return directories.find(name);
  }

  /// The serialised form, as stored.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// The name of the object.
  public Checksum checksum() {
    return Checksum.ofContent(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirTree that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "DirTree[files=" + files + ", directories=" + directories + "]";
  }
}
