// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Whether everything that a commit needs is there; it need not be there itself.
final class CommitClosure {
  private final ObjectStore objects;
  private final Set<Checksum> seen = new HashSet<>();
  private final Deque<Checksum> pending = new ArrayDeque<>();

  CommitClosure(ObjectStore objects) {
    this.objects = objects;
  }

  /// The first object that is met and is not there.
  Optional<ObjectName> findMissing(Commit commit) throws IOException {
    var meta = new ObjectName(commit.rootMeta(), ObjectType.DIRMETA);
    if (!objects.has(meta)) {
      return Optional.of(meta);
    }
    pending.push(commit.rootTree());
    while (!pending.isEmpty()) {
      Interrupts.check();
      Checksum tree = pending.pop();
      Optional<ObjectName> missing = seen.add(tree) ? missingOf(tree) : Optional.empty();
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private Optional<ObjectName> missingOf(Checksum treeName) throws IOException {
    var name = new ObjectName(treeName, ObjectType.DIRTREE);
    if (!objects.has(name)) {
      return Optional.of(name);
    }
    DirTree tree = objects.readDirTree(treeName);
    for (DirTree.FileEntry file : tree.files()) {
      var content = new ObjectName(file.checksum(), ObjectType.FILE);
      if (seen.add(file.checksum()) && !objects.has(content)) {
        return Optional.of(content);
      }
    }
    for (DirTree.DirectoryEntry directory : tree.directories()) {
      var meta = new ObjectName(directory.meta(), ObjectType.DIRMETA);
      if (seen.add(directory.meta()) && !objects.has(meta)) {
        return Optional.of(meta);
      }
      pending.push(directory.tree());
    }
    return Optional.empty();
  }
}
