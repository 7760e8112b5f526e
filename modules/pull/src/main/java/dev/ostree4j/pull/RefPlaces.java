// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the refs of a plan are written.
final class RefPlaces {
  /// What may also be the beginning of a commit's name.
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{1,64}");

  private final Repo repo;
  private final PullOptions.Placement placement;
  private final Optional<RemoteName> remote;
  private final Map<RefSpec, Checksum> refs = new LinkedHashMap<>();
  private final Map<CollectionRef, Checksum> sharedRefs = new LinkedHashMap<>();

  /// @param remote the remote whose refs they become, if any
  RefPlaces(Repo repo, PullOptions.Placement placement, Optional<RemoteName> remote) {
    this.repo = repo;
    this.placement = placement;
    this.remote = remote;
  }

  /// What a ref names here before the pull.
  Optional<Checksum> current(PullPlan.Target target) throws IOException {
    Optional<CollectionRef> shared = mirrored(target);
    return shared.isPresent() ? repo.refs().find(shared.get()) : repo.refs().find(spec(target));
  }

  /// What the remote's ref of this name is here before the pull, also where a mirror is made; where
  /// there is no name of a remote, our own, else that of any remote.
  Optional<Checksum> former(PullPlan.Target target) throws IOException {
    RefName ref = target.ref();
    Optional<Checksum> found =
        repo.refs().find(remote.isEmpty() ? RefSpec.of(ref) : RefSpec.of(remote.get(), ref));
    boolean elsewhere =
        remote.isEmpty() && found.isEmpty() && !DIGITS.matcher(ref.text()).matches();
    return elsewhere ? repo.refs().findRevision(ref.text()) : found;
  }

  /// Sets the refs when the transaction is published.
  ///
  /// A ref that stays what it is is not written: its file keeps its time. Nor is one whose former
  /// commit is the new one: a mirror may then lack it, as in the C program. Whoever copies refs of
  /// collections from no remote wants them all, though: they go to a medium.
  void set(Transaction transaction, PullPlan plan) throws IOException {
    for (PullPlan.Target target : plan.targets()) {
      Optional<CollectionRef> shared = mirrored(target);
      if (shared.isEmpty()) {
        setPlain(transaction, target);
      } else if (remote.isEmpty() || !isKnown(target)) {
        transaction.setCollectionRef(shared.get(), Optional.of(target.commit()));
        sharedRefs.put(shared.get(), target.commit());
      }
    }
  }

  private void setPlain(Transaction transaction, PullPlan.Target target) throws IOException {
    RefSpec ref = spec(target);
    if (!repo.refs().find(ref).equals(Optional.of(target.commit()))) {
      if (isKnown(target)) {
        return;
      }
      transaction.setRef(ref, Optional.of(target.commit()));
    }
    refs.put(ref, target.commit());
  }

  private boolean isKnown(PullPlan.Target target) throws IOException {
    return former(target).equals(Optional.of(target.commit()));
  }

  /// In a mirror a ref of a collection stays one.
  private Optional<CollectionRef> mirrored(PullPlan.Target target) {
    return placement == PullOptions.Placement.MIRROR ? target.shared() : Optional.empty();
  }

  private RefSpec spec(PullPlan.Target target) {
    return placement == PullOptions.Placement.MIRROR || remote.isEmpty()
        ? RefSpec.of(target.ref())
        : RefSpec.of(remote.get(), target.ref());
  }

  /// The plain refs that were set, and what they name.
  Map<RefSpec, Checksum> refs() {
    return refs;
  }

  /// The refs of collections that were set, and what they name.
  Map<CollectionRef, Checksum> sharedRefs() {
    return sharedRefs;
  }
}
