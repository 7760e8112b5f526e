// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.RefName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a pull is asked for: refs and commits, each once. Where a ref is asked for twice, the last
/// time counts, with its commit or without.
///
/// @since 0.1
public final class PullRequest {
  private static final PullRequest DEFAULT = new PullRequest(Map.of());

  /// By what is asked for, whatever its commit.
  private final Map<Object, Wanted> wanted;

  private PullRequest(Map<Object, Wanted> wanted) {
    this.wanted = wanted;
  }

  /// Nothing in particular: the refs that the remote's `branches` names; in a mirror all refs of
  /// the remote.
  public static PullRequest ofConfigured() {
    return DEFAULT;
  }

  /// These refs.
  public static PullRequest of(List<RefName> refs) {
    PullRequest request = DEFAULT;
    for (RefName ref : refs) {
      request = request.with(new Wanted.Ref(ref));
    }
    return request;
  }

  /// What people write: each a `REF`, a `CHECKSUM` or a `REF@CHECKSUM`; what follows a checksum is
  /// read but does not count.
  ///
  /// @throws InvalidNameException when one is none of these
  public static PullRequest parse(List<String> texts) throws InvalidNameException {
    PullRequest request = DEFAULT;
    for (String text : texts) {
      request = request.with(Wanted.parse(text));
    }
    return request;
  }

  /// The same and a ref.
  public PullRequest withRef(RefName ref) {
    return with(new Wanted.Ref(ref));
  }

  /// The same and a ref at this commit.
  public PullRequest withRef(RefName ref, Checksum commit) {
    return with(new Wanted.PinnedRef(ref, commit));
  }

  /// The same and a commit, which no ref will name.
  public PullRequest withCommit(Checksum commit) {
    return with(new Wanted.Single(commit));
  }

  /// The same and a ref of a collection.
  public PullRequest withShared(CollectionRef ref) {
    return with(new Wanted.Shared(ref));
  }

  /// The same and a ref of a collection at this commit.
  public PullRequest withShared(CollectionRef ref, Checksum commit) {
    return with(new Wanted.PinnedShared(ref, commit));
  }

  /// The same and this.
  public PullRequest with(Wanted one) {
    var more = new LinkedHashMap<>(wanted);
    switch (one) {
      case Wanted.Ref(RefName ref) -> more.put(ref, one);
      case Wanted.PinnedRef(RefName ref, Checksum commit) -> more.put(ref, one);
      case Wanted.Single(Checksum commit) -> more.put(commit, one);
      case Wanted.Shared(CollectionRef ref) -> more.put(ref, one);
      case Wanted.PinnedShared(CollectionRef ref, Checksum commit) -> more.put(ref, one);
    }
    return new PullRequest(more);
  }

  /// What is asked for, in the order it was added.
  public List<Wanted> wanted() {
    return List.copyOf(wanted.values());
  }

  /// Whether nothing in particular is asked for.
  public boolean isEmpty() {
    return wanted.isEmpty();
  }
}
