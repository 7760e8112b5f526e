// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CommitKeys;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.SizesEntry;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The well-known entries of a commit's metadata.
///
/// @since 0.1
public final class CommitMetadata {

  private static final String BOOTABLE = "ostree.bootable";
  private static final String LINUX = "ostree.linux";
  private static final String REF_BINDING = "ostree.ref-binding";
  private static final String COLLECTION_BINDING = "ostree.collection-binding";
  private static final String SIZES = "ostree.sizes";
  private static final List<String> MODULES = List.of("usr", "lib", "modules");
  private static final String KERNEL = "vmlinuz";

  private CommitMetadata() {}

  /// Adds `ostree.bootable` and `ostree.linux` for the one kernel in `usr/lib/modules`, and leaves
  /// all metadata in the order in which the C program does.
  ///
  /// @throws TreeException.NotFound when there is no such directory
  /// @throws TreeException.NoSingleKernel when there is none in it, or more than one
  public static void putBootable(VariantDict metadata, MutableTree tree) throws IOException {
    String release = null;
    for (Map.Entry<String, MutableTree> directory : tree.walk(MODULES).directories().entrySet()) {
      if (directory.getValue().findFile(KERNEL).isEmpty()) {
        continue;
      }
      if (release != null) {
        throw new TreeException.NoSingleKernel("Multiple kernels found in /usr/lib/modules");
      }
      release = directory.getKey();
    }
    if (release == null) {
      throw new TreeException.NoSingleKernel("No kernel found in /usr/lib/modules");
    }
    metadata.put(BOOTABLE, Variant.bool(true));
    metadata.put(LINUX, Variant.string(release));
    metadata.orderAsGlib();
  }

  /// Adds `ostree.ref-binding` (sorted, each once; empty for no refs) and, where the repository has
  /// a collection and the caller named none, `ostree.collection-binding`.
  public static void putBindings(VariantDict metadata, Collection<String> refs, Repo repo) {
    var sorted = new TreeSet<String>(NameOrder.BY_BYTES);
    sorted.addAll(refs);
    metadata.put(REF_BINDING, Variant.strings(List.copyOf(sorted)));
    Optional<CollectionId> collection = repo.collectionId();
    if (collection.isPresent() && metadata.find(COLLECTION_BINDING).isEmpty()) {
      metadata.put(COLLECTION_BINDING, Variant.string(collection.get().toString()));
    }
  }

  /// Adds `ostree.composefs.digest.v0`, the fs-verity digest of the tree's composefs image, and
  /// leaves all metadata in the order in which the C program does. The content of all files is
  /// read.
  ///
  /// @throws TreeException.Unrepresentable when an image cannot hold something in the tree
  public static void putImageDigest(VariantDict metadata, Transaction transaction, TreeRoot tree)
      throws IOException {
    var images = new CommitImage(transaction.objects(), ContentDigests.INCLUDED);
    byte[] digest = images.of(tree).digest().bytes();
    metadata.put(CommitKeys.COMPOSEFS_DIGEST, Variant.bytes(digest));
    metadata.orderAsGlib();
  }

  /// Adds `ostree.sizes`: what each object reachable from the tree takes. Only archive repositories
  /// can tell; others are left without.
  public static void putSizes(VariantDict metadata, Transaction transaction, TreeRoot tree)
      throws IOException {
    if (transaction.repo().mode() != RepoMode.ARCHIVE) {
      return;
    }
    ObjectStore objects = transaction.objects();
    var entries = new ArrayList<SizesEntry>();
    for (ObjectName name : ReachableObjects.of(objects, tree)) {
      long stored = objects.storedSizeBytes(name);
      long unpacked = name.type() == ObjectType.FILE ? unpackedBytes(objects, name) : stored;
      entries.add(new SizesEntry(name, stored, unpacked));
    }
    metadata.put(SIZES, SizesEntry.serialise(entries));
  }

  private static long unpackedBytes(ObjectStore objects, ObjectName name) throws IOException {
    try (ContentObject content = objects.openContent(name.checksum())) {
      FileHeader header = content.header();
      return header.isSymlink()
          ? header.symlinkTarget().getBytes(StandardCharsets.UTF_8).length
          : content.sizeBytes();
    }
  }
}
