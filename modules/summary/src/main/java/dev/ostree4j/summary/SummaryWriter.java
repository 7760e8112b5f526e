// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.delta.DeltaStore;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.repo.PreparedFile;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoFiles;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// Writes the `summary` of a repository and, when there are signers, its `summary.sig`.
///
/// Who reads both takes the signatures first. Both are therefore prepared, with the same time, and
/// then placed one right after the other, the signatures first: a summary is never newer than the
/// signatures beside it, and a reader who takes both in this order is hit only when the one moment
/// between falls between its two steps. Signatures that are over an older summary are removed
/// before an unsigned one takes its place.
///
/// @since 0.1
public final class SummaryWriter {
  static final String SUMMARY = "summary";
  static final String SIGNATURES = "summary.sig";

  private final Repo repo;
  private final SummaryOptions options;

  /// Writes the summary of this repository.
  public SummaryWriter(Repo repo, SummaryOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// Writes the summary alone, as it is done after each change of refs where the configuration
  /// says so; stands for `ostree_repo_regenerate_summary`.
  ///
  /// @throws dev.ostree4j.repo.RepoException.ObjectMissing when a ref points to a commit that is
  ///     not here
  public Summary write() throws IOException {
    repo.requireWritable();
    try (var _ = repo.lock(LockKind.SHARED)) {
      return writeLocked();
    }
  }

  /// Commits the metadata to the ref `ostree-metadata` if the repository has a collection, then
  /// writes the summary; stands for `ostree_repo_regenerate_metadata`.
  public Summary writeWithMetadataRef() throws IOException {
    repo.requireWritable();
    try (var _ = repo.lock(LockKind.SHARED)) {
      Optional<CollectionId> collection = repo.collectionId();
      if (collection.isPresent()) {
        new MetadataRef(repo, collection.get()).commit(options.metadata(), options.signers());
      }
      return writeLocked();
    }
  }

  private Summary writeLocked() throws IOException {
    // The summary says that there are indexes, so they must be those of the deltas it lists.
    new DeltaStore(repo).reindex();
    Variant content = new SummaryContent(repo).read(options.metadata());
    byte[] bytes = content.bytes();
    Summary summary = Summary.parse(bytes);
    SignedMetadata signed = SignedMetadata.empty();
    for (Signer signer : options.signers()) {
      signed = signed.with(signer, bytes);
    }
    place(bytes, signed);
    return summary;
  }

  private void place(byte[] bytes, SignedMetadata signed) throws IOException {
    RepoFiles files = repo.files();
    try (PreparedFile summary = files.prepare(bytes);
        PreparedFile signatures = signed.isEmpty() ? null : files.prepare(signed.bytes())) {
      Instant now = repo.clock().instant();
      summary.setModified(now);
      if (signatures == null) {
        files.remove(SIGNATURES);
      } else {
        signatures.setModified(now);
        signatures.place(SIGNATURES);
      }
      // Nothing may come between.
      summary.place(SUMMARY);
    }
  }
}
