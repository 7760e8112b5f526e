// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.Commit;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes static deltas: all that is needed to get from one commit of a repository, or from nothing,
/// to another.
///
/// New files are made from old ones where that is smaller: from the one at the same path, of the
/// same name, or with the most in common. Everything is compressed, like beside like, on all
/// processors. The same commits, options and time give the same bytes.
///
/// Memory: what [DeltaOptions#withMemoryBytes] allows while files are compared; then about 60 MiB
/// for each thread which compresses, of which no more are at work than the heap can carry; and some
/// 600 bytes an object. A file of any size is brought.
///
/// Stands for `ostree_repo_static_delta_generate`.
///
/// @since 0.1
public final class DeltaMaker {
  private final Repo repo;
  private final DeltaOptions options;
  private final DeltaListener listener;

  /// Makes deltas of the commits of this repository.
  public DeltaMaker(Repo repo, DeltaOptions options, DeltaListener listener) {
    this.repo = repo;
    this.options = options;
    this.listener = listener;
  }

  /// Makes a delta and puts it into the repository, in place of one of the same name, which stays
  /// until this one is complete. The index of deltas is not touched: see [DeltaStore#reindex()].
  ///
  /// @param delta from which commit, if any, to which; both must be complete here
  /// @throws dev.ostree4j.repo.RepoException.ObjectMissing when an object is not stored
  /// @throws java.io.InterruptedIOException when the thread is interrupted
  public DeltaReport make(DeltaName delta) throws IOException {
    repo.requireWritable();
    try (DeltaTarget target = DeltaTarget.in(repo, delta)) {
      return make(delta, target);
    }
  }

  /// Makes a delta and writes its superblock to this file, and its parts beside it.
  ///
  /// @param superblock whose directory must be there
  /// @throws dev.ostree4j.repo.RepoException.ObjectMissing when an object is not stored
  /// @throws java.io.InterruptedIOException when the thread is interrupted
  public DeltaReport make(DeltaName delta, Path superblock) throws IOException {
    Path directory = superblock.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException(superblock + " is no file");
    }
    String name = superblock.getFileName().toString();
    try (DeltaTarget target = DeltaTarget.at(repo, directory, name)) {
      return make(delta, target);
    }
  }

  private DeltaReport make(DeltaName delta, DeltaTarget target) throws IOException {
    Commit to = repo.objects().readCommit(delta.to());
    Optional<Commit> from =
        delta.from().isPresent()
            ? Optional.of(repo.objects().readCommit(delta.from().get()))
            : Optional.empty();
    DeltaPlan plan = DeltaPlan.of(repo.objects(), from, to, options.threads());
    listener.on(plan.event());
    try (EncodingSpool spool = new EncodingSpool(repo)) {
      var encoder = new FileEncoder(repo.objects(), spool, options);
      var encodings = new FileEncodings(encoder, plan, listener).run(options.threads());
      DeltaItems items = DeltaItems.of(repo.objects(), plan, encodings, options);
      items.fallbacks().forEach(object -> listener.on(new DeltaEvent.FallenBack(object)));
      SuperblockDraft draft = draft(delta, to).withFallbacks(items.fallbacks());
      return write(draft, items, target, spool);
    }
  }

  private SuperblockDraft draft(DeltaName delta, Commit to) throws IOException {
    SuperblockDraft draft =
        SuperblockDraft.of(delta.from(), to)
            .withTimestamp(repo.clock().instant().getEpochSecond())
            .withByteOrder(options.byteOrder());
    var attached = repo.objects().detachedMetadata(delta.to());
    return attached.isPresent() ? draft.withDetachedMetadata(attached.get()) : draft;
  }

  private DeltaReport write(
      SuperblockDraft begun, DeltaItems items, DeltaTarget target, EncodingSpool spool)
      throws IOException {
    var payloads = new Payloads(repo.objects(), spool);
    List<List<PartItem>> packed = PartPacker.pack(items.inParts(), options.maxPartBytes());
    try (var writer = new PartsWriter(repo, target, payloads, packed, options, listener)) {
      List<OpenPart.WrittenPart> parts = writer.write();
      List<PartHeader> headers = parts.stream().map(OpenPart.WrittenPart::header).toList();
      SuperblockDraft draft = begun.withParts(headers, inline(parts));
      Variant superblock = sign(draft.serialise());
      Checksum checksum = target.publish(superblock);
      return items.report(draft.name(), checksum, superblock.sizeBytes(), headers);
    }
  }

  private static Map<Integer, Variant> inline(List<OpenPart.WrittenPart> parts) {
    var inline = new HashMap<Integer, Variant>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).inline().isPresent()) {
        inline.put(i, parts.get(i).inline().get());
      }
    }
    return inline;
  }

  private static byte[] bytes(Variant superblock) throws IOException {
    try {
      return superblock.bytes();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Who signs sees the whole.
  private Variant sign(Variant superblock) throws IOException {
    if (options.signers().isEmpty()) {
      return superblock;
    }
    byte[] bytes = bytes(superblock);
    SignedMetadata signatures = SignedMetadata.empty();
    for (Signer signer : options.signers()) {
      signatures = signatures.with(signer, bytes);
    }
    return SignedSuperblock.of(bytes, signatures.toDict()).variant();
  }
}
