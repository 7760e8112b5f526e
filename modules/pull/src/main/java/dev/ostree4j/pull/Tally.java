// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.object.ObjectName;
import java.util.function.LongSupplier;

/// Counts what a pull brings, and tells the listener. For the thread that pulls alone.
final class Tally {
  private static final long TICK_NANOS = 100_000_000;

  private final PullListener listener;
  private final LongSupplier receivedBytes;
  private long tickedNanos = System.nanoTime();
  private long toldBytes;
  private long remoteMetadata;
  private long remoteContent;
  private long localMetadata;
  private long localContent;
  private long bytes;
  private DeltaCount deltas = DeltaCount.NONE;
  private long deltaContentBytes;

  Tally(PullListener listener) {
    this(listener, () -> 0);
  }

  /// @param receivedBytes what came over the net so far
  Tally(PullListener listener, LongSupplier receivedBytes) {
    this.listener = listener;
    this.receivedBytes = receivedBytes;
  }

  /// To be called often: tells now and then what came over the net.
  void tick() {
    long now = System.nanoTime();
    if (now - tickedNanos < TICK_NANOS) {
      return;
    }
    tickedNanos = now;
    long total = receivedBytes.getAsLong();
    if (total > toldBytes) {
      toldBytes = total;
      listener.heard(new PullEvent.Received(total));
    }
  }

  void tell(PullEvent event) {
    listener.heard(event);
  }

  void fetched(ObjectName name, long sizeBytes) {
    bytes += sizeBytes;
    listener.heard(new PullEvent.Fetched(name, sizeBytes));
  }

  /// Something came from the remote that is pulled from.
  void imported(ObjectName name) {
    if (name.type().isMetadata()) {
      remoteMetadata++;
    } else {
      remoteContent++;
    }
    listener.heard(new PullEvent.Imported(name));
  }

  /// A commit was stored that was counted when it came, or came in a delta.
  void stored(ObjectName commit) {
    listener.heard(new PullEvent.Imported(commit));
  }

  /// Metadata came from the remote which is not kept, or not yet.
  void seen(ObjectName name, long sizeBytes) {
    fetched(name, sizeBytes);
    remoteMetadata++;
  }

  /// The server answered a question, if only that there is nothing: what is said about a commit,
  /// which deltas lead to it, or whether a parent is there.
  void answered() {
    remoteMetadata++;
  }

  /// Something came from a local cache.
  void importedFromCache(ObjectName name) {
    if (name.type().isMetadata()) {
      localMetadata++;
    } else {
      localContent++;
    }
    listener.heard(new PullEvent.Imported(name));
  }

  DeltaCount deltas() {
    return deltas;
  }

  void deltas(DeltaCount count) {
    deltas = count;
    listener.heard(new PullEvent.Deltas(count));
  }

  /// @param contentBytes the sizes of the files that deltas made so far
  void madeByDeltas(long contentBytes) {
    deltaContentBytes = contentBytes;
  }

  /// What deltas made of the content that was written, in bytes.
  long madeByDeltas() {
    return deltaContentBytes;
  }

  PullReport.Count remote() {
    return new PullReport.Count(remoteMetadata, remoteContent);
  }

  PullReport.Count local() {
    return new PullReport.Count(localMetadata, localContent);
  }

  long bytesTransferred() {
    return bytes;
  }
}
