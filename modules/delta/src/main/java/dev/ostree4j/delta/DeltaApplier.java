// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Carries out the parts of a delta: writes the objects that they make into a transaction.
///
/// Memory does not depend on the sizes of the delta, its parts or the objects: a part is
/// decompressed into a file below the repository's `tmp` unless it is small, and content flows from
/// there, and from the objects it builds on, through buffers of fixed size. The largest of them is
/// the dictionary of the decompression, 32 MiB, which lasts until the applier is no longer used.
///
/// Nothing in a part is believed. Its checksum is compared before its first operation is carried
/// out; each operand is held against what it refers to; each file against the size it says it has;
/// each object against its name. What is wrong ends in an exception, and the transaction then ends
/// unpublished.
///
/// For one thread at a time. Stands for `_ostree_static_delta_part_execute`.
///
/// @since 0.1
public final class DeltaApplier {
  private final Transaction transaction;
  private final PartReceiver receiver;
  private long contentBytesWritten;

  /// Writes into this transaction.
  public DeltaApplier(Transaction transaction) {
    this.transaction = transaction;
    this.receiver = new PartReceiver(transaction.repo());
  }

  /// Whether all objects that a part makes are there already, so that it need not be fetched.
  public boolean isDone(PartHeader part) throws IOException {
    for (ObjectName object : part.objects()) {
      if (!transaction.has(object)) {
        return false;
      }
    }
    return true;
  }

  /// Carries out one part.
  ///
  /// @param stored the part as it is stored, from the byte which tells the compression on; it is
  ///     read to its end and not closed. Whoever fetches it should stop after
  ///     [PartHeader#sizeBytes()]
  /// @throws DeltaException when the part is not what its header says, or builds on objects that
  ///     are not here
  /// @throws dev.ostree4j.repo.RepoException.ObjectDamaged when it makes another object than its
  ///     header lists
  /// @throws java.io.InterruptedIOException when the thread is interrupted
  public void apply(PartHeader part, InputStream stored) throws IOException {
    requireVersion(part);
    try (PartPayload payload = receiver.receive(part.checksum(), stored)) {
      carryOut(part, payload);
    }
  }

  /// Carries out several parts in their order. While one is carried out, the next are fetched and
  /// decompressed, as many at a time as there are processors and their dictionaries are small.
  ///
  /// @param listener told of each part
  /// @throws IOException as [#apply] does; the parts before the one that fails are then done
  public void applyAll(List<PartSupply> parts, PartListener listener) throws IOException {
    for (PartSupply part : parts) {
      requireVersion(part.header());
    }
    try (var ahead = new PartsAhead(receiver, parts.size(), listener::waiting)) {
      for (PartSupply part : parts) {
        ahead.add(
            part,
            payload -> {
              carryOut(part.header(), payload);
              listener.done(part.header());
            });
      }
      ahead.finish();
    }
  }

  private void carryOut(PartHeader part, PartPayload payload) throws IOException {
    try (var sources = new ReadSources(transaction.objects())) {
      var state = new PartState(part.objects(), payload, sources);
      contentBytesWritten += new PartExecution(transaction, payload, state).run();
    }
  }

  /// How much content the parts so far made that was not here, in bytes before any compression.
  public long contentBytesWritten() {
    return contentBytesWritten;
  }

  /// Refuses a part of a later format.
  ///
  /// @throws DeltaException.TooNew when it is one
  public static void requireVersion(PartHeader part) throws DeltaException.TooNew {
    if (part.version() != PartHeader.VERSION) {
      throw new DeltaException.TooNew(part.version());
    }
  }
}
