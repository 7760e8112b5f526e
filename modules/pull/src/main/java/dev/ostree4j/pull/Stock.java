// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Trust;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Takes objects out of repositories on this machine: metadata in the calling thread, files some at
/// a time on all processors.
final class Stock {
  /// Files a task takes: many enough that handing it over costs nothing beside.
  private static final int FILES_PER_TASK = 32;

  private record Pick(Repo source, ObjectName file) {}

  private final Transaction transaction;
  private final Trust trust;
  private final ModePolicy modes;
  private final Crew crew;
  private final Consumer<ObjectName> taken;
  private List<Pick> picked = new ArrayList<>();

  /// @param taken told of each object that was not here before
  Stock(
      Transaction transaction,
      Trust trust,
      ModePolicy modes,
      Crew crew,
      Consumer<ObjectName> taken) {
    this.transaction = transaction;
    this.trust = trust;
    this.modes = modes;
    this.crew = crew;
    this.taken = taken;
  }

  /// Takes metadata at once.
  void takeMetadata(Repo source, ObjectName name) throws IOException {
    if (take(source, name)) {
      taken.accept(name);
    }
  }

  /// Takes a file soon.
  void takeFile(Repo source, ObjectName file) throws IOException {
    picked.add(new Pick(source, file));
    if (picked.size() == FILES_PER_TASK) {
      flush();
    }
  }

  /// Has the files taken that wait for others; false when there are none.
  boolean flush() throws IOException {
    if (picked.isEmpty()) {
      return false;
    }
    List<Pick> some = picked;
    picked = new ArrayList<>();
    crew.onDisk(() -> takeAll(some), added -> added.forEach(taken));
    return true;
  }

  private List<ObjectName> takeAll(List<Pick> picks) throws IOException {
    var added = new ArrayList<ObjectName>();
    for (Pick pick : picks) {
      if (take(pick.source, pick.file)) {
        added.add(pick.file);
      }
    }
    return added;
  }

  private boolean take(Repo source, ObjectName name) throws IOException {
    try {
      return transaction.importFrom(source, name, trust, modes);
    } catch (RepoException.ObjectMissing e) {
      throw incomplete(e);
    }
  }

  static PullException incomplete(RepoException.ObjectMissing missing) {
    return new PullException.SourceIncomplete(
        missing.getMessage() + "; the source repository is incomplete: run fsck there", missing);
  }
}
