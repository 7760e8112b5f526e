// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Asks for everything below the roots of commits, each object once.
///
/// Memory: about 100 bytes an object.
final class TreeWalk {
  private final Intake intake;
  private final Holes holes;
  private final Set<Checksum> metas = new HashSet<>();
  private final Set<Checksum> trees = new HashSet<>();
  private final Set<Checksum> files = new HashSet<>();

  TreeWalk(Intake intake, Holes holes) {
    this.intake = intake;
    this.holes = holes;
  }

  /// Asks for the selected part of a tree.
  void add(Checksum tree, Checksum meta, Selection selection) throws IOException {
    if (metas.add(meta)) {
      intake.bring(new ObjectName(meta, ObjectType.DIRMETA), holes);
    }
    // The same directory may be wanted in part in one place and as a whole in another.
    if (!selection.isAll() || trees.add(tree)) {
      intake.bringTree(tree, holes, directory -> visit(directory, selection));
    }
  }

  private void visit(DirTree directory, Selection selection) throws IOException {
    for (DirTree.FileEntry file : directory.files()) {
      if (selection.of(file.name()).isPresent() && files.add(file.checksum())) {
        intake.bring(new ObjectName(file.checksum(), ObjectType.FILE), holes);
      }
    }
    for (DirTree.DirectoryEntry child : directory.directories()) {
      Optional<Selection> part = selection.of(child.name());
      if (part.isPresent()) {
        add(child.tree(), child.meta(), part.get());
      }
    }
  }
}
