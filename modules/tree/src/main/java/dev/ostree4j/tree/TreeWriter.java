// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

/// Stores a [MutableTree]: dirtrees from the leaves up. What did not change is not written again.
///
/// @since 0.1
public final class TreeWriter {

  private final Transaction transaction;

  /// A writer into the transaction.
  public TreeWriter(Transaction transaction) {
    this.transaction = transaction;
  }

  /// Stores the tree.
  ///
  /// @throws TreeException.NotFound when a directory in it has no metadata
  public TreeRoot write(MutableTree tree) throws IOException {
    Checksum meta =
        tree.meta().orElseThrow(() -> new TreeException.NotFound("Can't commit an empty tree"));
    return new TreeRoot(writeContents(tree), meta);
  }

  private Checksum writeContents(MutableTree tree) throws IOException {
    if (tree.tree().isPresent()) {
      return tree.tree().get();
    }
    var files = new ArrayList<DirTree.FileEntry>();
    for (Map.Entry<String, Checksum> file : tree.files().entrySet()) {
      files.add(new DirTree.FileEntry(file.getKey(), file.getValue()));
    }
    var directories = new ArrayList<DirTree.DirectoryEntry>();
    for (Map.Entry<String, MutableTree> directory : tree.directories().entrySet()) {
      TreeRoot written = write(directory.getValue());
      directories.add(
          new DirTree.DirectoryEntry(directory.getKey(), written.tree(), written.meta()));
    }
    byte[] bytes = DirTree.of(files, directories).bytes();
    Checksum written = transaction.writeMetadata(ObjectType.DIRTREE, bytes);
    tree.stored(written);
    return written;
  }
}
