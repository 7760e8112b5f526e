// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.CommitKeys;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.repo.TransactionOptions.Followers;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The ref `ostree-metadata` of a collection: commits of an empty tree whose metadata is what the
/// summary says besides the refs. Unlike a summary it goes wherever the refs of the collection go.
final class MetadataRef {
  static final RefName NAME = new RefName("ostree-metadata");
  private static final DirMeta ROOT = new DirMeta(0, 0, 040755, Xattrs.EMPTY);

  private final Repo repo;
  private final CollectionId collection;

  MetadataRef(Repo repo, CollectionId collection) {
    this.repo = repo;
    this.collection = collection;
  }

  /// Adds a commit with this metadata, signed by each signer.
  void commit(VariantDict metadata, List<Signer> signers) throws IOException {
    CollectionRef ref = new CollectionRef(collection, NAME);
    // The summary that a follower would write, unsigned, is the one that is written next.
    var quietly = TransactionOptions.defaults().withFollowers(Followers.NOT_TOLD);
    try (Transaction transaction = repo.begin(quietly)) {
      Checksum tree = transaction.writeMetadata(ObjectType.DIRTREE, DirTree.EMPTY.bytes());
      Checksum meta = transaction.writeMetadata(ObjectType.DIRMETA, ROOT.bytes());
      Commit commit =
          after(
              repo.refs().find(ref),
              Commit.of(tree, meta, repo.clock().instant().getEpochSecond())
                  .withMetadata(bound(metadata)));
      Checksum written = transaction.writeCommit(commit);
      sign(transaction, written, commit.bytes(), signers);
      transaction.setCollectionRef(ref, Optional.of(written));
      transaction.publish();
    }
  }

  private static Commit after(Optional<Checksum> parent, Commit commit) {
    return parent.map(commit::withParent).orElse(commit);
  }

  private Variant bound(VariantDict metadata) {
    return HashOrder.sorted(
        metadata
            .put(CommitKeys.COLLECTION_BINDING, collection.text())
            .put(CommitKeys.REF_BINDING, Variant.strings(List.of(NAME.text()))));
  }

  private static void sign(
      Transaction transaction, Checksum commit, byte[] bytes, List<Signer> signers)
      throws IOException {
    SignedMetadata signed = SignedMetadata.empty();
    for (Signer signer : signers) {
      signed = signed.with(signer, bytes);
    }
    if (!signed.isEmpty()) {
      transaction.writeDetachedMetadata(commit, Optional.of(signed.toDict()));
    }
  }
}
