// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Hashes objects on all processors and collects those which are missing or damaged.
final class ContentCheck {
  /// Progress is told for every so many objects: often enough to move a bar, rare enough not to
  /// cost anything.
  private static final int PROGRESS_STEP = 256;

  /// An object that failed.
  ///
  /// @param name the object
  /// @param message what is wrong with it; empty when it is not stored at all
  record Finding(ObjectName name, String message) {
    boolean isMissing() {
      return message.isEmpty();
    }
  }

  private final ObjectStore store;
  private final FsckListener listener;

  /// Guards the listener: events come from one thread at a time.
  private final Object telling = new Object();

  private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong done = new AtomicLong();

  ContentCheck(ObjectStore store, FsckListener listener) {
    this.store = store;
    this.listener = listener;
  }

  /// Verifies objects and returns what failed, in the order of the names.
  ///
  /// When the check is to stop at the first damage, the rest is left out as soon as one is found.
  List<Finding> run(List<ObjectName> names, FsckOptions.OnDamage onDamage) throws IOException {
    tell(Math.min(1, names.size()), names.size());
    var next = new AtomicInteger();
    try (Workers workers = Workers.forAllProcessors()) {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        workers.fork(() -> verifyAll(names, next, onDamage));
      }
      workers.join();
    }
    findings.sort((a, b) -> a.name().compareTo(b.name()));
    boolean stopped = findings.stream().anyMatch(finding -> !finding.isMissing());
    if (onDamage != FsckOptions.OnDamage.STOP || !stopped) {
      tell(names.size(), names.size());
    }
    return List.copyOf(findings);
  }

  private void verifyAll(List<ObjectName> names, AtomicInteger next, FsckOptions.OnDamage onDamage)
      throws IOException {
    int index = next.getAndIncrement();
    while (index < names.size()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while verifying objects");
      }
      if (!verify(names.get(index)) && onDamage == FsckOptions.OnDamage.STOP) {
        next.set(names.size());
      }
      long count = done.incrementAndGet();
      if (count % PROGRESS_STEP == 0 && count < names.size()) {
        tell(count, names.size());
      }
      index = next.getAndIncrement();
    }
  }

  /// True unless the object is damaged; a missing one is noted, but never stops the check.
  private boolean verify(ObjectName name) throws IOException {
    try {
      store.verify(name);
      return true;
    } catch (RepoException.ObjectMissing e) {
      findings.add(new Finding(name, ""));
      return true;
    } catch (RepoException.ObjectDamaged e) {
      findings.add(new Finding(name, e.getMessage()));
      return false;
    }
  }

  private void tell(long count, long total) {
    synchronized (telling) {
      listener.heard(new FsckEvent.Progress(count, total));
    }
  }
}
