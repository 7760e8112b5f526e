// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.util.Optional;

/// Reads a tree that is stored already into another one, under the rules of an import.
///
/// As long as no rule can change anything the objects are taken as they are, whole directories at
/// once; otherwise each file is looked at, and written again where its owner, mode or attributes
/// change.
///
/// @since 0.1
public final class CommitImporter {

  private final Transaction transaction;
  private final ObjectStore objects;
  private final EntryRules rules;
  private final boolean dropsXattrs;

  /// An importer into the transaction.
  public CommitImporter(Transaction transaction, ImportOptions options) {
    this.transaction = transaction;
    this.objects = transaction.repo().objects();
    this.rules = new EntryRules(options, transaction.repo().mode());
    this.dropsXattrs = options.xattrs() == ImportOptions.XattrUse.SKIP || rules.canonical();
  }

  /// Lays the stored tree over the other, which is the caller's to store.
  public void read(TreeRoot root, MutableTree onto) throws IOException {
    if (!mayChange() && onto.fillEmpty(transaction, root)) {
      return;
    }
    Optional<Checksum> meta = meta("/", root.meta());
    if (meta.isPresent()) {
      lay("/", root.tree(), meta.get(), onto, 0);
    }
  }

  private boolean mayChange() {
    return rules.mayChange() || dropsXattrs;
  }

  private void lay(String path, Checksum stored, Checksum meta, MutableTree onto, int depth)
      throws IOException {
    if (depth > MetadataLimits.MAX_DEPTH) {
      throw new TreeException.InvalidName("Directories too deep at " + path);
    }
    onto.setMeta(meta);
    DirTree tree = transaction.readDirTree(stored);
    for (DirTree.FileEntry entry : tree.files()) {
      Optional<Checksum> file = file(path + entry.name(), entry.checksum());
      if (file.isPresent()) {
        onto.replaceFile(entry.name(), file.get());
      }
    }
    for (DirTree.DirectoryEntry entry : tree.directories()) {
      Optional<Checksum> inner = meta(path + entry.name(), entry.meta());
      if (inner.isPresent()) {
        MutableTree child = onto.ensureDirectory(entry.name());
        lay(path + entry.name() + "/", entry.tree(), inner.get(), child, depth + 1);
      }
    }
  }

  /// The dirmeta after the rules, stored; empty when they leave the directory out.
  private Optional<Checksum> meta(String path, Checksum stored) throws IOException {
    if (!mayChange()) {
      return Optional.of(stored);
    }
    DirMeta before = objects.readDirMeta(stored);
    var found = new EntryAttributes(before.uid(), before.gid(), before.mode());
    Optional<EntryAttributes> kept = rules.apply(path, found);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    EntryAttributes attributes = kept.get();
    DirMeta after =
        before.withOwner(attributes.uid(), attributes.gid()).withMode(attributes.mode());
    if (dropsXattrs) {
      after = after.withXattrs(Xattrs.EMPTY);
    }
    return Optional.of(
        after.equals(before)
            ? stored
            : transaction.writeMetadata(ObjectType.DIRMETA, after.bytes()));
  }

  /// The content object after the rules, stored; empty when they leave the file out.
  private Optional<Checksum> file(String path, Checksum stored) throws IOException {
    if (!mayChange()) {
      return Optional.of(stored);
    }
    try (ContentObject content = objects.openContent(stored)) {
      FileHeader before = content.header();
      var found = new EntryAttributes(before.uid(), before.gid(), before.mode());
      Optional<EntryAttributes> kept = rules.apply(path, found);
      if (kept.isEmpty()) {
        return Optional.empty();
      }
      EntryAttributes attributes = kept.get();
      FileHeader after =
          before.withOwner(attributes.uid(), attributes.gid()).withMode(attributes.mode());
      after = dropsXattrs ? after.withoutXattrs() : after;
      if (after.equals(before)) {
        return Optional.of(stored);
      }
      return Optional.of(transaction.writeContent(after, content.sizeBytes(), content.stream()));
    }
  }
}
