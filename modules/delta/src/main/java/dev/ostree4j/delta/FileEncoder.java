// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.LongConsumer;

/// Chooses for a file with a source what takes up least: a patch, copies, or the whole. Each is
/// tried and deflated, unless it is plain that another is better. Safe for use by several threads.
final class FileEncoder {
  /// What names the source and opens the file, beside the patch or the literal bytes.
  private static final int OVERHEAD_BYTES = 48;

  /// What a copy takes up, compressed, and what returns to literal bytes after it.
  private static final int RUN_BYTES = 6;

  /// Literal bytes are hardly ever deflated to a smaller share, so that there is often no need to.
  private static final int DEFLATE_MOST = 16;

  /// Copies which leave so small a share to be told are taken without a try for a patch.
  private static final int PLAIN_SHARE = 512;

  /// What takes up so small a share is taken without a try for the whole.
  private static final int SURE_SHARE = 8;

  /// The virtual machine's own limit.
  private static final int ARRAY_MAX_BYTES = Integer.MAX_VALUE - 8;

  /// What all comparisons take together, unless one alone needs more.
  private static final long TOGETHER_BYTES = 224L << 20;

  private final ObjectStore store;
  private final EncodingSpool spool;
  private final DeltaOptions options;
  private final MemoryBudget memory;

  FileEncoder(ObjectStore store, EncodingSpool spool, DeltaOptions options) {
    this.store = store;
    this.spool = spool;
    this.options = options;
    this.memory = new MemoryBudget(Math.min(options.memoryBytes(), TOGETHER_BYTES));
  }

  /// Decides, within the memory that all threads share.
  ///
  /// @param beforehand told how many bytes of heap each step will take at most, once they are free
  Encoding encode(FreshFile file, OldFiles.OldFile source, LongConsumer beforehand)
      throws IOException {
    long need = patchMemoryBytes(file, source);
    boolean patch =
        options.patches() == DeltaOptions.Patches.ALLOWED
            && file.sizeBytes() <= options.maxPatchedBytes()
            && source.sizeBytes() <= options.maxPatchedBytes()
            && Math.max(file.sizeBytes(), source.sizeBytes()) <= ARRAY_MAX_BYTES
            && need <= options.memoryBytes();
    long takes = patch ? need : copyMemoryBytes(file, source);
    MemoryBudget.Share share = memory.take(takes);
    try {
      beforehand.accept(takes);
      return patch ? encodeInMemory(file, source, beforehand) : encodeStreaming(file, source);
    } finally {
      share.giveBack();
    }
  }

  /// Both files and the index; before that, the table of pieces, and then how copies are told.
  private static long patchMemoryBytes(FreshFile file, OldFiles.OldFile source) {
    return source.sizeBytes()
        + file.sizeBytes()
        + Math.max(SuffixIndex.memoryBytes(source.sizeBytes()), copyMemoryBytes(file, source));
  }

  private static long copyMemoryBytes(FreshFile file, OldFiles.OldFile source) {
    return CopyFinder.memoryBytes(source.sizeBytes(), file.sizeBytes());
  }

  private Encoding encodeStreaming(FreshFile file, OldFiles.OldFile source) throws IOException {
    try (ContentObject old = store.openContent(source.checksum());
        ContentObject fresh = store.openContent(file.checksum())) {
      CopyRuns runs =
          new CopyFinder(source.sizeBytes(), file.sizeBytes(), options.memoryBytes())
              .find(old.stream(), fresh.stream());
      return runs.literalBytes() + told(runs) < file.sizeBytes()
          ? new Encoding.Copied(source.checksum(), runs)
          : new Encoding.Whole();
    }
  }

  private static long told(CopyRuns runs) {
    return (long) RUN_BYTES * runs.count() + OVERHEAD_BYTES;
  }

  private Encoding encodeInMemory(FreshFile file, OldFiles.OldFile source, LongConsumer beforehand)
      throws IOException {
    byte[] old = ContentBytes.read(store, source.checksum(), source.sizeBytes());
    byte[] fresh = ContentBytes.read(store, file.checksum(), file.sizeBytes());
    CopyRuns runs =
        new CopyFinder(old.length, fresh.length, options.memoryBytes())
            .find(new ByteArrayInputStream(old), new ByteArrayInputStream(fresh));
    var copied = new Encoding.Copied(source.checksum(), runs);
    long copiedAtLeast = told(runs) + runs.literalBytes() / DEFLATE_MOST;
    if (copiedAtLeast <= fresh.length / PLAIN_SHARE
        && copiedBytes(runs, fresh) <= fresh.length / PLAIN_SHARE) {
      return copied;
    }
    beforehand.accept(SuffixIndex.memoryBytes(old.length));
    try (var kept = new Spool(store.repo());
        var patch = new DeflatedBytes(kept.output())) {
      PatchMaker.write(old, old.length, fresh, fresh.length, patch);
      patch.finish();
      long patchSize = OVERHEAD_BYTES + patch.sizeBytes();
      long copiedSize = patchSize < copiedAtLeast ? copiedAtLeast : copiedBytes(runs, fresh);
      if (isBiggerThanWhole(Math.min(patchSize, copiedSize), fresh)) {
        return new Encoding.Whole();
      }
      return copiedSize <= patchSize
          ? copied
          : new Encoding.Patched(source.checksum(), spool.add(kept), patch.writtenBytes());
    }
  }

  private static long copiedBytes(CopyRuns runs, byte[] fresh) throws IOException {
    return told(runs)
        + DeflatedBytes.sizeOf(new LiteralStream(new ByteArrayInputStream(fresh), runs));
  }

  private static boolean isBiggerThanWhole(long size, byte[] fresh) throws IOException {
    return size > fresh.length / SURE_SHARE
        && size >= DeflatedBytes.sizeOf(new ByteArrayInputStream(fresh));
  }
}
