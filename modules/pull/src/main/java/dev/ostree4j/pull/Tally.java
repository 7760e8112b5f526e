// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.object.ObjectName;

/// Counts what a pull brings, and tells the listener. For the thread that pulls alone.
final class Tally {
  private final PullListener listener;
  private long remoteMetadata;
  private long remoteContent;
  private long localMetadata;
  private long localContent;
  private long bytes;
  private DeltaCount deltas = DeltaCount.NONE;

  Tally(PullListener listener) {
    this.listener = listener;
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

  /// Metadata came from the remote which is not kept.
  void seen(ObjectName name, long sizeBytes) {
    fetched(name, sizeBytes);
    remoteMetadata++;
  }

  /// The server answered what is said about a commit, if only that nothing is, or that a parent is
  /// not there.
  void heardOfCommit() {
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
