// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Collects refs and reads where they point; many of them on all processors, since each is a file
/// of its own.
final class RefTargets implements RefLister.Visitor {
  /// From so many on, threads are worth their start.
  private static final int MANY = 1_000;

  private static final int PER_TASK = 250;

  private record Found(String shown, String directory, String ref) {}

  private final RefReader reader;
  private final List<Found> found = new ArrayList<>();

  RefTargets(RefReader reader) {
    this.reader = reader;
  }

  @Override
  public void visit(String shown, String directory, String ref, boolean isAlias) {
    found.add(new Found(shown, directory, ref));
  }

  /// Where they point, by the names that are shown. A dangling alias is left out, and so is what
  /// was deleted meanwhile.
  ///
  /// @throws RepoException.InvalidRef when the file of one of them holds no checksum
  SortedMap<String, Checksum> read() throws IOException {
    var commits = new AtomicReferenceArray<Optional<Checksum>>(found.size());
    if (found.size() < MANY) {
      read(commits, 0, found.size());
    } else {
      readOnAllProcessors(commits);
    }
    SortedMap<String, Checksum> refs = new TreeMap<>();
    for (int i = 0; i < found.size(); i++) {
      String shown = found.get(i).shown;
      commits.get(i).ifPresent(commit -> refs.put(shown, commit));
    }
    return refs;
  }

  private void readOnAllProcessors(AtomicReferenceArray<Optional<Checksum>> commits)
      throws IOException {
    try (var workers = Workers.forAllProcessors()) {
      for (int from = 0; from < found.size(); from += PER_TASK) {
        workers.fork(new Batch(this, commits, from, Math.min(from + PER_TASK, found.size())));
      }
      workers.join();
    }
  }

  /// A task; no lambda, whose class would be made at run time by a short command.
  private record Batch(
      RefTargets targets, AtomicReferenceArray<Optional<Checksum>> commits, int from, int to)
      implements Workers.Task {
    @Override
    public void run() throws IOException {
      targets.read(commits, from, to);
    }
  }

  private void read(AtomicReferenceArray<Optional<Checksum>> commits, int from, int to)
      throws IOException {
    for (int i = from; i < to; i++) {
      Found one = found.get(i);
      commits.set(i, reader.find(one.directory, one.ref));
    }
  }
}
