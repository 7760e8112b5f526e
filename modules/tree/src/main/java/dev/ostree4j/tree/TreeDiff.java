// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares two trees, each a commit or a directory.
///
/// @since 0.1
public final class TreeDiff {

  private final Repo repo;
  private final DiffOptions options;

  /// A comparison; commits come from the repository.
  public TreeDiff(Repo repo, DiffOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// What leads from the first to the second. The roots' own owners and modes do not count.
  public DiffReport compare(DiffSide a, DiffSide b) throws IOException {
    try (var roots = new Roots()) {
      var walk = new Walk();
      walk.compare(roots.open(a), roots.open(b));
      return new DiffReport(walk.modified, walk.removed, walk.added);
    }
  }

  /// The directories which one comparison has open.
  private final class Roots implements AutoCloseable {
    private final List<Descriptor> open = new ArrayList<>();

    DiffNode open(DiffSide side) throws IOException {
      return switch (side) {
        case DiffSide.Commit commit -> {
          CommitTree tree = CommitTree.open(repo, commit.checksum());
          yield new CommittedNode(tree, tree.root());
        }
        case DiffSide.Directory directory -> {
          Kernel kernel = repo.kernel();
          Descriptor root = kernel.openRoot(directory.path());
          open.add(root);
          boolean skip =
              options.xattrs() == DiffOptions.XattrUse.IGNORE || repo.config().disableXattrs();
          var xattrs = new XattrReader(kernel, repo.mode(), skip);
          yield new LocalNode.Side(kernel, root, options, xattrs).node();
        }
      };
    }

    @Override
    public void close() throws IOException {
      for (Descriptor descriptor : open) {
        descriptor.close();
      }
    }
  }

  private static final class Walk {
    final List<String> modified = new ArrayList<>();
    final List<String> removed = new ArrayList<>();
    final List<String> added = new ArrayList<>();

    void compare(DiffNode a, DiffNode b) throws IOException {
      if (a.tree().isPresent() && a.tree().equals(b.tree())) {
        return;
      }
      List<DiffNode> childrenA = a.children();
      List<DiffNode> childrenB = b.children();
      Map<String, DiffNode> namesB = byName(childrenB);
      for (DiffNode child : childrenA) {
        DiffNode other = namesB.get(child.name());
        if (other == null) {
          removed.add(child.path());
        } else {
          compareEntry(child, other);
        }
      }
      Map<String, DiffNode> namesA = byName(childrenA);
      for (DiffNode child : childrenB) {
        if (!namesA.containsKey(child.name())) {
          add(child);
        }
      }
    }

    private void compareEntry(DiffNode a, DiffNode b) throws IOException {
      // A symlink and a file have different checksums, so only directories are a kind of their own.
      if (a.isDirectory() != b.isDirectory()) {
        modified.add(a.path());
        return;
      }
      if (!a.identity().equals(b.identity())) {
        modified.add(a.path());
      }
      if (a.isDirectory()) {
        compare(a, b);
      }
    }

    private void add(DiffNode node) throws IOException {
      added.add(node.path());
      if (node.isDirectory()) {
        for (DiffNode child : node.children()) {
          add(child);
        }
      }
    }

    private static Map<String, DiffNode> byName(List<DiffNode> nodes) {
      var names = new HashMap<String, DiffNode>();
      for (DiffNode node : nodes) {
        names.put(node.name(), node);
      }
      return names;
    }
  }

  /// Which objects two commits share, the commits themselves included and their parents not.
  public DiffStatistics statistics(Checksum a, Checksum b) throws IOException {
    Set<ObjectName> objectsA = reachable(a);
    Set<ObjectName> objectsB = reachable(b);
    int common = 0;
    long commonBytes = 0;
    for (ObjectName name : objectsA) {
      if (objectsB.contains(name)) {
        common++;
        commonBytes += repo.objects().storedSizeBytes(name);
      }
    }
    return new DiffStatistics(objectsA.size(), objectsB.size(), common, commonBytes);
  }

  private Set<ObjectName> reachable(Checksum commit) throws IOException {
    var found = new HashSet<ObjectName>();
    found.add(new ObjectName(commit, ObjectType.COMMIT));
    Commit read = repo.objects().readCommit(commit);
    ReachableObjects.addAll(repo.objects(), new TreeRoot(read.rootTree(), read.rootMeta()), found);
    return found;
  }
}
