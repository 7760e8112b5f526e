// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.RefListing;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionStats;
import dev.ostree4j.traverse.BindingCheck;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pulls from a repository on the same machine: by hardlink where both can share a file, else by
/// copying or writing anew.
///
/// Refs are set together, after everything they need has arrived. When anything fails no ref
/// changes, and what arrived is kept aside for the next try.
///
/// Stands for `ostree pull-local` and for `ostree_repo_pull` with a `file://` URL.
///
/// @since 0.1
public final class LocalPuller {
  private final Repo source;
  private final Repo destination;
  private final LocalPullOptions options;
  private final PullListener listener;

  /// Prepares a pull; nothing happens yet.
  public LocalPuller(
      Repo source, Repo destination, LocalPullOptions options, PullListener listener) {
    this.source = source;
    this.destination = destination;
    this.options = options;
    this.listener = listener;
  }

  /// Pulls refs and commits.
  ///
  /// @param wanted names of refs, checksums of commits, or `REF@CHECKSUM`; empty means all local
  ///     refs of the source
  /// @throws PullException when a binding is refused, or the source lacks an object of a commit
  /// @throws RepoException when the source lacks what is asked for, an object is damaged, or a
  ///     file's mode is refused
  public PullReport pull(List<String> wanted) throws IOException {
    Map<RefName, Checksum> refs = new LinkedHashMap<>();
    Set<Checksum> commits = new LinkedHashSet<>();
    choose(wanted, refs, commits);
    commits.addAll(refs.values());
    try (Transaction transaction = destination.begin(options.transaction());
        var walk = new ImportWalk(source, transaction, options, listener)) {
      for (Checksum commit : commits) {
        walk.addCommit(commit);
      }
      walk.finish();
      verifyBindings(refs);
      Map<RefSpec, Checksum> written = setRefs(transaction, refs);
      listener.heard(new PullEvent.Publishing());
      TransactionStats stats = transaction.publish();
      walk.clearPartialMarks(destination);
      return new PullReport(
          written, walk.metadataObjects(), walk.contentObjects(), stats.contentBytesWritten());
    }
  }

  private void choose(List<String> wanted, Map<RefName, Checksum> refs, Set<Checksum> commits)
      throws IOException {
    if (wanted.isEmpty()) {
      var own = RefListing.defaults().withRemotes(RefListing.Show.EXCLUDED);
      for (Map.Entry<String, Checksum> ref : source.refs().list("", own).entrySet()) {
        refs.put(RefName.parse(ref.getKey()), ref.getValue());
      }
      return;
    }
    for (String name : wanted) {
      Optional<Checksum> commit = Checksum.find(name);
      int at = name.indexOf('@');
      Optional<Checksum> pinned = Checksum.find(name.substring(at + 1)).filter(found -> at > 0);
      if (commit.isPresent()) {
        commits.add(commit.get());
      } else if (pinned.isPresent()) {
        refs.put(RefName.parse(name.substring(0, at)), pinned.get());
      } else {
        RefName ref = RefName.parse(name);
        refs.put(ref, source.refs().resolve(name));
      }
    }
  }

  private void verifyBindings(Map<RefName, Checksum> refs) throws IOException {
    if (options.bindings() == LocalPullOptions.Bindings.IGNORE) {
      return;
    }
    for (Map.Entry<RefName, Checksum> ref : refs.entrySet()) {
      Commit commit = source.objects().readCommit(ref.getValue());
      Optional<String> fault =
          BindingCheck.findFault(commit, Optional.of(ref.getKey()), Optional.empty());
      if (fault.isPresent()) {
        throw new PullException("Commit " + ref.getValue() + ": " + fault.get());
      }
    }
  }

  private Map<RefSpec, Checksum> setRefs(Transaction transaction, Map<RefName, Checksum> refs)
      throws IOException {
    Map<RefSpec, Checksum> written = new LinkedHashMap<>();
    for (Map.Entry<RefName, Checksum> ref : refs.entrySet()) {
      RefSpec spec =
          options
              .remote()
              .map(remote -> RefSpec.of(remote, ref.getKey()))
              .orElseGet(() -> RefSpec.of(ref.getKey()));
      transaction.setRef(spec, Optional.of(ref.getValue()));
      written.put(spec, ref.getValue());
    }
    return written;
  }
}
