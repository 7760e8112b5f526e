// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.util.concurrent.atomic.LongAdder;

/// Counts what a transaction writes, from many threads.
final class TransactionCounters {
  private final LongAdder metadata = new LongAdder();
  private final LongAdder metadataWritten = new LongAdder();
  private final LongAdder content = new LongAdder();
  private final LongAdder contentWritten = new LongAdder();
  private final LongAdder contentBytesWritten = new LongAdder();
  private final LongAdder cacheHits = new LongAdder();

  void metadata(boolean written) {
    metadata.increment();
    if (written) {
      metadataWritten.increment();
    }
  }

  void contentPresent() {
    content.increment();
  }

  void contentWritten(long sizeBytes) {
    content.increment();
    contentWritten.increment();
    contentBytesWritten.add(sizeBytes);
  }

  void cacheHit() {
    cacheHits.increment();
  }

  TransactionStats stats() {
    return new TransactionStats(
        metadata.sum(),
        metadataWritten.sum(),
        content.sum(),
        contentWritten.sum(),
        contentBytesWritten.sum(),
        cacheHits.sum());
  }
}
