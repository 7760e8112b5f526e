// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ObjectName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What an interrupted transaction left staged, judged before any of it counts as present.
///
/// It may have come from a source that was trusted, for a transaction that trusts nobody. So
/// everything is compared with its name, however it came, and what is something else is removed:
/// whoever needs it writes it again. Removed is also what no comparison can judge or what should
/// not become visible by somebody else's publishing: what is said about commits, and commits which
/// are not marked as partial, since a prune may have taken what they share with others.
final class Leftovers {
  private final Repo repo;
  private final LooseObjects staged;
  private final ObjectVerifier verifier;

  /// @param staged what was left
  /// @param objects that, and behind it the repository's own
  Leftovers(Repo repo, LooseObjects staged, ObjectStore objects) {
    this.repo = repo;
    this.staged = staged;
    this.verifier = new ObjectVerifier(objects);
  }

  void judge() throws IOException {
    List<ObjectName> names = new ArrayList<>();
    staged.forEach((name, entry) -> names.add(name));
    if (names.isEmpty()) {
      return;
    }
    try (Workers workers = Workers.forAllProcessors()) {
      for (ObjectName name : names) {
        workers.fork(() -> judge(name));
      }
      workers.join();
    }
  }

  private void judge(ObjectName name) throws IOException {
    if (!mayStay(name)) {
      staged.delete(name);
    }
  }

  private boolean mayStay(ObjectName name) throws IOException {
    boolean may =
        switch (name.type()) {
          case COMMIT -> repo.objects().commitState(name.checksum()) != CommitState.NORMAL;
          case COMMIT_METADATA, TOMBSTONE_COMMIT -> false;
          case FILE, DIRTREE, DIRMETA, FILE_XATTRS, FILE_XATTRS_LINK, PAYLOAD_LINK -> true;
        };
    return may && isAsNamed(name);
  }

  private boolean isAsNamed(ObjectName name) throws IOException {
    try {
      verifier.verify(name);
      return true;
    } catch (RepoException e) {
      return false; // damaged, or its other half is missing
    }
  }
}
