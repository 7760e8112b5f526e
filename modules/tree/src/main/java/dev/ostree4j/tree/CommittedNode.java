// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a diff sees of a commit's path.
record CommittedNode(CommitTree commit, TreeEntry entry) implements DiffNode {

  @Override
  public String path() {
    return entry.path();
  }

  @Override
  public boolean isDirectory() {
    return entry instanceof TreeEntry.Directory;
  }

  @Override
  public Checksum identity() {
    return switch (entry) {
      case TreeEntry.File file -> file.checksum();
      case TreeEntry.Directory directory -> directory.root().meta();
    };
  }

  @Override
  public Optional<Checksum> tree() {
    return switch (entry) {
      case TreeEntry.File file -> Optional.empty();
      case TreeEntry.Directory directory -> Optional.of(directory.root().tree());
    };
  }

  @Override
  public List<DiffNode> children() throws IOException {
    var children = new ArrayList<DiffNode>();
    if (entry instanceof TreeEntry.Directory directory) {
      for (TreeEntry child : commit.children(directory)) {
        children.add(new CommittedNode(commit, child));
      }
    }
    return children;
  }
}
