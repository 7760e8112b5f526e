// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Decides for each branch how much of its history is kept.
///
/// In this order: a depth set for the branch itself; everything, when other branches were chosen
/// for pruning; the age of the commits; the general depth.
final class BranchRetention {
  private final Repo repo;
  private final PruneOptions options;
  private final Reachability kept;

  BranchRetention(Repo repo, PruneOptions options, Reachability kept) {
    this.repo = repo;
    this.options = options;
    this.kept = kept;
  }

  void addAll() throws IOException {
    Map<String, Checksum> tips = new TreeMap<>();
    for (var ref : EveryRef.named(repo).entrySet()) {
      tips.put(ref.getKey(), ref.getValue());
    }
    for (String branch : options.onlyBranches()) {
      if (!tips.containsKey(branch)) {
        tips.put(branch, repo.refs().resolve(branch));
      }
    }
    for (Map.Entry<String, Checksum> tip : tips.entrySet()) {
      add(tip.getKey(), tip.getValue());
    }
    for (Checksum tip : EveryRef.ofCollections(repo).values()) {
      add("", tip);
    }
  }

  private void add(String branch, Checksum tip) throws IOException {
    Depth own = options.branchDepths().get(branch);
    if (own != null) {
      kept.add(tip, own);
    } else if (!options.onlyBranches().isEmpty() && !options.onlyBranches().contains(branch)) {
      kept.add(tip, Depth.ALL);
    } else if (options.youngerThan().isPresent()) {
      addYounger(tip, options.youngerThan().get());
    } else {
      kept.add(tip, options.depth());
    }
  }

  /// Goes back from the tip, which is always kept, to the first commit that is too old.
  private void addYounger(Checksum tip, Instant oldest) throws IOException {
    kept.add(tip, Depth.NONE);
    Optional<Checksum> next = parentOf(tip);
    while (next.isPresent() && isStored(next.get())) {
      Commit commit = repo.objects().readCommit(next.get());
      if (Long.compareUnsigned(commit.timestampSeconds(), oldest.getEpochSecond()) < 0) {
        return;
      }
      kept.add(next.get(), Depth.NONE);
      next = commit.parent();
    }
  }

  private Optional<Checksum> parentOf(Checksum commit) throws IOException {
    return isStored(commit) ? repo.objects().readCommit(commit).parent() : Optional.empty();
  }

  private boolean isStored(Checksum commit) throws IOException {
    return repo.objects().has(new ObjectName(commit, ObjectType.COMMIT));
  }
}
