// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Commits files that are given by path and content.
final class SampleTree {
  private static final byte[] META = new DirMeta(0, 0, 040755, Xattrs.EMPTY).bytes();
  private static final Checksum META_NAME = Checksum.ofContent(META);

  private final Transaction transaction;

  private SampleTree(Transaction transaction) {
    this.transaction = transaction;
  }

  static Checksum commit(Repo repo, Map<String, byte[]> files, Optional<Checksum> parent)
      throws IOException {
    try (Transaction transaction = repo.begin()) {
      transaction.writeMetadata(ObjectType.DIRMETA, META);
      Checksum root = new SampleTree(transaction).directory(new TreeMap<>(files));
      Commit commit = Commit.of(root, META_NAME, 1_700_000_000L);
      Checksum name =
          transaction.writeCommit(parent.isPresent() ? commit.withParent(parent.get()) : commit);
      transaction.publish();
      return name;
    }
  }

  private Checksum directory(TreeMap<String, byte[]> files) throws IOException {
    List<DirTree.FileEntry> entries = new ArrayList<>();
    Map<String, TreeMap<String, byte[]>> below = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String path = file.getKey();
      byte[] content = file.getValue();
      int slash = path.indexOf('/');
      if (slash < 0) {
        Checksum name =
            transaction.writeContent(
                PartBuilder.header(), content.length, new ByteArrayInputStream(content));
        entries.add(new DirTree.FileEntry(path, name));
      } else {
        below
            .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
            .put(path.substring(slash + 1), content);
      }
    }
    List<DirTree.DirectoryEntry> directories = new ArrayList<>();
    for (Map.Entry<String, TreeMap<String, byte[]>> child : below.entrySet()) {
      Checksum tree = directory(child.getValue());
      directories.add(new DirTree.DirectoryEntry(child.getKey(), tree, META_NAME));
    }
    return transaction.writeMetadata(ObjectType.DIRTREE, DirTree.of(entries, directories).bytes());
  }

  /// Brings a commit with all that it needs from one repository into another.
  static void copy(Repo from, Repo to, Checksum commit) throws IOException {
    try (Transaction transaction = to.begin()) {
      for (ObjectName object : objects(from, commit)) {
        transaction.importFrom(from, object, Trust.VERIFY);
      }
      transaction.publish();
    }
  }

  /// All objects of a commit, itself the last.
  static List<ObjectName> objects(Repo repo, Checksum commit) throws IOException {
    List<ObjectName> objects = new ArrayList<>();
    Commit root = repo.objects().readCommit(commit);
    objects.add(new ObjectName(root.rootMeta(), ObjectType.DIRMETA));
    collect(repo, root.rootTree(), objects);
    objects.add(new ObjectName(commit, ObjectType.COMMIT));
    return objects;
  }

  private static void collect(Repo repo, Checksum tree, List<ObjectName> objects)
      throws IOException {
    DirTree read = repo.objects().readDirTree(tree);
    for (DirTree.FileEntry file : read.files()) {
      objects.add(new ObjectName(file.checksum(), ObjectType.FILE));
    }
    for (DirTree.DirectoryEntry directory : read.directories()) {
      objects.add(new ObjectName(directory.meta(), ObjectType.DIRMETA));
      collect(repo, directory.tree(), objects);
    }
    objects.add(new ObjectName(tree, ObjectType.DIRTREE));
  }
}
