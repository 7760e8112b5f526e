// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A directory being put together in memory, of files and directories already stored.
///
/// Mutable and owned by one thread. A tree taken from a repository is read on first need, and as
/// long as nothing in it changes it keeps its checksum, so that writing it again costs nothing.
///
/// @since 0.1
public final class MutableTree {

  /// Where directories which are not in memory come from.
  private interface Source {
    DirTree read(Checksum tree) throws IOException;
  }

  private static final Source NOWHERE =
      tree -> {
        throw new AssertionError(tree);
      };

  private final @Nullable MutableTree parent;
  private final int depth;
  private Source source = NOWHERE;
  private @Nullable Checksum meta;

  // The name of the dirtree while nothing changed below; the maps are null until it is read.
  private @Nullable Checksum tree;
  private @Nullable TreeMap<String, Checksum> files;
  private @Nullable TreeMap<String, MutableTree> directories;

  private MutableTree(@Nullable MutableTree parent) {
    this.parent = parent;
    this.depth = parent == null ? 0 : parent.depth + 1;
  }

  /// An empty tree without metadata of its own.
  public static MutableTree empty() {
    return emptyBelow(null);
  }

  /// A tree which starts as the stored one.
  public static MutableTree of(ObjectStore objects, TreeRoot root) {
    return lazy(null, objects::readDirTree, root.tree(), root.meta());
  }

  /// A tree which starts as the stored one, which may be the transaction's own.
  public static MutableTree of(Transaction transaction, TreeRoot root) {
    return lazy(null, transaction::readDirTree, root.tree(), root.meta());
  }

  private static MutableTree emptyBelow(@Nullable MutableTree parent) {
    var empty = new MutableTree(parent);
    empty.files = new TreeMap<>(NameOrder.BY_BYTES);
    empty.directories = new TreeMap<>(NameOrder.BY_BYTES);
    return empty;
  }

  private static MutableTree lazy(
      @Nullable MutableTree parent, Source source, Checksum tree, Checksum meta) {
    var lazy = new MutableTree(parent);
    lazy.source = source;
    lazy.tree = tree;
    lazy.meta = meta;
    return lazy;
  }

  /// The dirmeta of this directory, empty until it is set.
  public Optional<Checksum> meta() {
    return Optional.ofNullable(meta);
  }

  /// Sets the dirmeta of this directory.
  public void setMeta(Checksum newMeta) {
    if (!newMeta.equals(meta)) {
      meta = newMeta;
      if (parent != null) {
        parent.forgetChecksum();
      }
    }
  }

  /// The name of the stored dirtree, as long as nothing changed since.
  public Optional<Checksum> tree() {
    return Optional.ofNullable(tree);
  }

  /// The files, sorted by name. Not to be modified.
  public SortedMap<String, Checksum> files() throws IOException {
    return Collections.unmodifiableSortedMap(loadedFiles());
  }

  /// The directories, sorted by name. Not to be modified.
  public SortedMap<String, MutableTree> directories() throws IOException {
    return Collections.unmodifiableSortedMap(loadedDirectories());
  }

  /// The file of this name.
  public Optional<Checksum> findFile(String name) throws IOException {
    return Optional.ofNullable(loadedFiles().get(name));
  }

  /// The directory of this name.
  public Optional<MutableTree> findDirectory(String name) throws IOException {
    return Optional.ofNullable(loadedDirectories().get(name));
  }

  /// Puts a file in, in place of one of the same name.
  ///
  /// @throws TreeException.KindConflict when the name is a directory's
  /// @throws TreeException.InvalidName when it cannot be a file name
  public void replaceFile(String name, Checksum file) throws IOException {
    FileNames.check(name);
    if (loadedDirectories().containsKey(name)) {
      throw new TreeException.KindConflict("Can't replace directory with file: " + name);
    }
    if (!file.equals(loadedFiles().put(name, file))) {
      forgetChecksum();
    }
  }

  /// The directory of this name, made empty and without metadata when there is none.
  ///
  /// @throws TreeException.KindConflict when the name is a file's
  /// @throws TreeException.InvalidName when it cannot be a file name
  public MutableTree ensureDirectory(String name) throws IOException {
    FileNames.check(name);
    if (loadedFiles().containsKey(name)) {
      throw new TreeException.KindConflict("Can't replace file with directory: " + name);
    }
    MutableTree there = loadedDirectories().get(name);
    if (there != null) {
      return there;
    }
    if (depth >= MetadataLimits.MAX_DEPTH) {
      throw new TreeException.InvalidName("Directories too deep at " + name);
    }
    MutableTree made = emptyBelow(this);
    loadedDirectories().put(name, made);
    forgetChecksum();
    return made;
  }

  /// Removes a file or a directory with all below it; false when there is none of this name.
  public boolean remove(String name) throws IOException {
    boolean removed =
        loadedFiles().remove(name) != null || loadedDirectories().remove(name) != null;
    if (removed) {
      forgetChecksum();
    }
    return removed;
  }

  /// The directory at the end of these names.
  ///
  /// @throws TreeException.NotFound when one of them is not a directory
  public MutableTree walk(List<String> names) throws IOException {
    MutableTree at = this;
    for (String name : names) {
      MutableTree next = at.loadedDirectories().get(name);
      if (next == null) {
        throw new TreeException.NotFound("No such file or directory: " + name);
      }
      at = next;
    }
    return at;
  }

  /// Makes this empty tree start as the stored one; false, and nothing changed, when it is not
  /// empty.
  public boolean fillEmpty(ObjectStore objects, TreeRoot root) {
    return startAs(objects::readDirTree, root);
  }

  /// Makes this empty tree start as the one the transaction knows.
  boolean fillEmpty(Transaction transaction, TreeRoot root) {
    return startAs(transaction::readDirTree, root);
  }

  private boolean startAs(Source newSource, TreeRoot root) {
    boolean empty = tree == null && files != null && files.isEmpty();
    if (!empty || directories == null || !directories.isEmpty()) {
      return false;
    }
    if (parent != null) {
      parent.forgetChecksum();
    }
    source = newSource;
    tree = root.tree();
    meta = root.meta();
    files = null;
    directories = null;
    return true;
  }

  /// Remembers that this directory was stored under this name.
  void stored(Checksum as) {
    tree = as;
  }

  private TreeMap<String, Checksum> loadedFiles() throws IOException {
    load();
    return Objects.requireNonNull(files);
  }

  private TreeMap<String, MutableTree> loadedDirectories() throws IOException {
    load();
    return Objects.requireNonNull(directories);
  }

  private void load() throws IOException {
    if (files != null) {
      return;
    }
    DirTree stored = source.read(Objects.requireNonNull(tree));
    var newFiles = new TreeMap<String, Checksum>(NameOrder.BY_BYTES);
    for (DirTree.FileEntry entry : stored.files()) {
      newFiles.put(entry.name(), entry.checksum());
    }
    var newDirectories = new TreeMap<String, MutableTree>(NameOrder.BY_BYTES);
    for (DirTree.DirectoryEntry entry : stored.directories()) {
      newDirectories.put(entry.name(), lazy(this, source, entry.tree(), entry.meta()));
    }
    files = newFiles;
    directories = newDirectories;
  }

  /// Something in here is no longer what was stored; so nothing above is either.
  private void forgetChecksum() {
    for (MutableTree at = this; at != null; at = at.parent) {
      at.tree = null;
    }
  }
}
