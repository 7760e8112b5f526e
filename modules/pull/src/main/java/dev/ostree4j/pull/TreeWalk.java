// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.RepoException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Asks for everything below the roots of commits, each object once.
///
/// A commit goes beside one that is whole here, where there is one: what a directory has in common
/// with the one of the same path in there is here for certain, with all that is below, and is not
/// even looked for.
///
/// Memory: about 100 bytes an object of the directories that are walked.
final class TreeWalk {
  private final ObjectStore here;
  private final Intake intake;
  private final Set<Checksum> metas = new HashSet<>();
  private final Set<Checksum> trees = new HashSet<>();
  private final Set<Checksum> files = new HashSet<>();

  /// @param here where whole commits are read
  TreeWalk(ObjectStore here, Intake intake) {
    this.here = here;
    this.intake = intake;
  }

  /// Asks for the selected part of a tree.
  void add(DirTree.DirectoryEntry root, Selection selection, Optional<DirTree.DirectoryEntry> whole)
      throws IOException {
    if (whole.isPresent()) {
      countAsHere(whole.get());
    }
    ask(root, selection, whole);
  }

  private void ask(
      DirTree.DirectoryEntry entry, Selection selection, Optional<DirTree.DirectoryEntry> whole)
      throws IOException {
    if (metas.add(entry.meta())) {
      intake.bring(new ObjectName(entry.meta(), ObjectType.DIRMETA));
    }
    // The same directory may be wanted in part in one place and as a whole in another.
    if (!selection.isAll() || trees.add(entry.tree())) {
      intake.bringTree(entry.tree(), tree -> visit(tree, selection, whole));
    }
  }

  private void visit(DirTree directory, Selection selection, Optional<DirTree.DirectoryEntry> whole)
      throws IOException {
    DirTree before = whole.isPresent() ? read(whole.get().tree()) : DirTree.EMPTY;
    before.files().forEach(file -> files.add(file.checksum()));
    before.directories().forEach(this::countAsHere);
    for (DirTree.FileEntry file : directory.files()) {
      if (selection.of(file.name()).isPresent() && files.add(file.checksum())) {
        intake.bring(new ObjectName(file.checksum(), ObjectType.FILE));
      }
    }
    for (DirTree.DirectoryEntry child : directory.directories()) {
      Optional<Selection> part = selection.of(child.name());
      if (part.isPresent()) {
        ask(child, part.get(), before.findDirectory(child.name()));
      }
    }
  }

  /// A directory that is here; when it is not, against what is known of its commit, its path is
  /// walked like a new one.
  private DirTree read(Checksum tree) throws IOException {
    try {
      return here.readDirTree(tree);
    } catch (RepoException e) {
      return DirTree.EMPTY;
    }
  }

  private void countAsHere(DirTree.DirectoryEntry directory) {
    metas.add(directory.meta());
    trees.add(directory.tree());
  }
}
