// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Goes through the stored objects and deletes those which nothing reaches.
///
/// Commits go first, then directories, then the rest: whoever looks in between, or after a crash,
/// never sees a commit whose parts are gone.
final class RubbishSweep {
  private final ObjectStore store;
  private final PruneOptions options;
  private final Set<ObjectName> reachable;
  private long objects;
  private long freedBytes;

  RubbishSweep(Repo repo, PruneOptions options, Set<ObjectName> reachable) {
    this.store = repo.objects();
    this.options = options;
    this.reachable = reachable;
  }

  PruneReport run() throws IOException {
    List<ObjectName> rubbish = findRubbish();
    rubbish.sort((a, b) -> Integer.compare(rank(a), rank(b)));
    for (ObjectName name : rubbish) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while pruning; run it again to go on");
      }
      remove(name);
    }
    store.pruneStalePayloadLinks(options.action() == PruneOptions.Action.DELETE);
    return new PruneReport(objects, rubbish.size(), freedBytes);
  }

  private void remove(ObjectName name) throws IOException {
    try {
      freedBytes += store.storedSizeBytes(name);
      if (options.action() == PruneOptions.Action.DELETE) {
        store.delete(name);
      }
    } catch (RepoException.ObjectMissing e) {
      // Extended attributes that are kept apart go together with the file they belong to.
    }
  }

  private List<ObjectName> findRubbish() throws IOException {
    var rubbish = new ArrayList<ObjectName>();
    store.forEach(
        name -> {
          if (isLookedAt(name.type())) {
            objects++;
            if (!reachable.contains(name)) {
              rubbish.add(name);
            }
          }
        });
    return rubbish;
  }

  private boolean isLookedAt(ObjectType type) {
    return switch (type) {
      case COMMIT -> true;
      case DIRTREE, DIRMETA, FILE, FILE_XATTRS, FILE_XATTRS_LINK ->
          options.scope() == Scope.EVERYTHING;
      case TOMBSTONE_COMMIT, COMMIT_METADATA, PAYLOAD_LINK -> false;
    };
  }

  private static int rank(ObjectName name) {
    return switch (name.type()) {
      case COMMIT -> 0;
      case DIRTREE -> 1;
      case DIRMETA -> 2;
      case FILE -> 3;
      case FILE_XATTRS_LINK -> 4;
      case FILE_XATTRS -> 5;
      case TOMBSTONE_COMMIT, COMMIT_METADATA, PAYLOAD_LINK ->
          throw new AssertionError("not an object that is swept: " + name);
    };
  }
}
