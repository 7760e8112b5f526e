// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Trust;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// Puts what was fetched into the transaction. Called by many threads at once.
final class ImportStage {
  private final Transaction transaction;
  private final Trust trust;
  private final ModePolicy modes;

  ImportStage(Transaction transaction, Trust trust, ModePolicy modes) {
    this.transaction = transaction;
    this.trust = trust;
    this.modes = modes;
  }

  /// Stores a commit as it was judged: its source may hold something else by now.
  ///
  /// @throws dev.ostree4j.repo.RepoException.ObjectDamaged when it is not what its name says
  void commit(Checksum commit, CommitPapers papers) throws IOException {
    var name = new ObjectName(commit, ObjectType.COMMIT);
    metadata(VerifyStage.metadata(name, papers.commit().orElseThrow()));
  }

  /// The same for a commit of a repository on this machine, whose file is shared where that still
  /// holds what was judged. Of one that is trusted it is not compared with its name.
  void commit(Checksum commit, CommitPapers papers, Repo source) throws IOException {
    byte[] bytes = papers.commit().orElseThrow();
    if (trust == Trust.VERIFY) {
      VerifyStage.metadata(new ObjectName(commit, ObjectType.COMMIT), bytes);
    }
    transaction.importCommit(source, commit, bytes);
  }

  void metadata(VerifyStage.Verified object) throws IOException {
    transaction.writeMetadataTrusted(object.name(), object.bytes());
  }

  /// Verifies and stores a file in one pass, and gives back what the body takes; true when it is
  /// new here.
  boolean content(Checksum name, Body body) throws IOException {
    try (body) {
      return body.importInto(transaction, name, trust, modes);
    }
  }

  /// Attaches what is said about a commit, unless it is what is attached already.
  ///
  /// @param bytes a dictionary in normal form
  void detached(Checksum commit, byte[] bytes) throws IOException {
    var name = new ObjectName(commit, ObjectType.COMMIT_METADATA);
    Optional<byte[]> before = transaction.objects().findMetadata(name);
    if (before.isEmpty() || !Arrays.equals(before.get(), bytes)) {
      Variant dictionary = Variant.of(VariantType.DICT, bytes);
      transaction.writeDetachedMetadata(commit, Optional.of(VariantDict.of(dictionary)));
    }
  }
}
