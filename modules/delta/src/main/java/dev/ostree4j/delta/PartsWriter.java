// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Workers;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.UnsupportedOptionsException;

/// Writes the parts of a delta. The calling thread reads the payloads and writes the files; other
/// threads compress, block by block, also while the next part is begun.
final class PartsWriter implements AutoCloseable {
  /// So many for each thread may wait, so that none is idle while a block takes its time that is to
  /// be written before theirs.
  private static final int BLOCKS_AHEAD = 4;

  private final Repo repo;
  private final DeltaTarget target;
  private final Payloads payloads;
  private final List<List<PartItem>> parts;
  private final DeltaOptions.Placement placement;
  private final DeltaListener listener;
  private final Workers workers;
  private final InOrder blocks;
  private final ArrayCache arrays = new BasicArrayCache();
  private final XzTuning tuning;

  /// For all blocks that are compressed at a time, so that a small heap has as many threads as it
  /// can carry.
  private final MemoryBudget memory = new MemoryBudget(MemoryBudget.ofHeapBytes());

  /// Blocks that are not compressed yet, or not written.
  private final Set<Closeable> waiting = ConcurrentHashMap.newKeySet();

  /// The parts that will lie in the superblock.
  private final Spool inside;

  private final List<OpenPart> begun = new ArrayList<>();
  private final List<OpenPart.WrittenPart> written = new ArrayList<>();

  PartsWriter(
      Repo repo,
      DeltaTarget target,
      Payloads payloads,
      List<List<PartItem>> parts,
      DeltaOptions options,
      DeltaListener listener)
      throws UnsupportedOptionsException {
    this.repo = repo;
    this.inside = new Spool(repo);
    this.target = target;
    this.payloads = payloads;
    this.parts = parts;
    this.placement = options.placement();
    this.listener = listener;
    this.tuning = new XzTuning(options.memoryBytes(), largestBytes(parts));
    this.workers = new Workers(options.threads());
    this.blocks = new InOrder(workers, BLOCKS_AHEAD * options.threads());
  }

  private static long largestBytes(List<List<PartItem>> parts) {
    return parts.stream()
        .mapToLong(items -> items.stream().mapToLong(PartItem::payloadBytes).sum())
        .max()
        .orElse(0);
  }

  /// Writes them all. Those that lie in the superblock are gone when this is closed.
  List<OpenPart.WrittenPart> write() throws IOException {
    for (List<PartItem> items : parts) {
      writePart(items);
    }
    blocks.finish();
    return List.copyOf(written);
  }

  private void writePart(List<PartItem> items) throws IOException {
    OpenPart part = begin(items);
    PartProgram program = PartProgram.of(items);
    try (var cutter = new PayloadBlocks(repo, (block, kind) -> compress(part, block, kind))) {
      cutter.write(new ByteArrayInputStream(program.head()));
      for (PartItem item : items) {
        cutter.begin(item.kind());
        try (InputStream payload = payloads.open(item)) {
          cutter.write(payload);
        }
      }
      cutter.write(new ByteArrayInputStream(program.tail()));
      cutter.flush();
    }
    blocks.addStep(() -> finish(part));
  }

  private OpenPart begin(List<PartItem> items) throws IOException {
    PartOutput out =
        placement == DeltaOptions.Placement.INLINE
            ? new InlineOutput(inside)
            : target.part(begun.size());
    OpenPart part = new OpenPart(out, items);
    begun.add(part);
    return part;
  }

  private void compress(OpenPart part, Spool block, PayloadKind kind) throws IOException {
    waiting.add(block);
    blocks.makeRoom();
    int length = Math.toIntExact(block.sizeBytes());
    MemoryBudget.Share share = memory.take(tuning.memoryBytes(length));
    blocks.add(
        () -> {
          waiting.remove(block);
          try (block) {
            var done = XzBlock.compress(repo, block, tuning.filters(kind, length), arrays);
            waiting.add(done);
            return () -> write(part, done, length);
          } finally {
            share.giveBack();
          }
        });
  }

  private void write(OpenPart part, XzBlock block, int plainBytes) throws IOException {
    waiting.remove(block);
    try (block) {
      part.write(block);
    }
    listener.on(new DeltaEvent.Compressed(plainBytes, block.sizeBytes()));
  }

  private void finish(OpenPart part) throws IOException {
    OpenPart.WrittenPart done = part.finish();
    part.close();
    listener.on(new DeltaEvent.PartWritten(written.size(), done.header()));
    written.add(done);
  }

  /// Closes what is not complete, or kept for the superblock.
  @Override
  public void close() throws IOException {
    workers.close();
    List<Closeable> left = new ArrayList<>(waiting);
    left.addAll(begun);
    left.add(inside);
    IOException failure = null;
    for (Closeable each : left) {
      try {
        each.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
