// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a prune keeps.
///
/// @since 0.1
public final class PruneOptions {
  /// Which commits are the roots of what is kept.
  public enum Roots {
    /// Every commit that is stored.
    ALL_COMMITS,
    /// The commits that refs name.
    REFS
  }

  /// Whether rubbish is deleted or only counted.
  public enum Action {
    /// It is deleted.
    DELETE,
    /// It is counted; nothing changes.
    REPORT
  }

  private final Roots roots;
  private final Action action;
  private final Scope scope;
  private final Depth depth;
  private final Optional<Instant> youngerThan;
  private final Map<String, Depth> branchDepths;
  private final Set<String> onlyBranches;

  private PruneOptions(
      Roots roots,
      Action action,
      Scope scope,
      Depth depth,
      Optional<Instant> youngerThan,
      Map<String, Depth> branchDepths,
      Set<String> onlyBranches) {
    this.roots = roots;
    this.action = action;
    this.scope = scope;
    this.depth = depth;
    this.youngerThan = youngerThan;
    this.branchDepths = branchDepths;
    this.onlyBranches = onlyBranches;
  }

  /// Keeps every commit and all of its history; deletes what none of them needs.
  public static PruneOptions defaults() {
    return new PruneOptions(
        Roots.ALL_COMMITS,
        Action.DELETE,
        Scope.EVERYTHING,
        Depth.ALL,
        Optional.empty(),
        Map.of(),
        Set.of());
  }

  /// Chooses the roots; by default every commit.
  public PruneOptions withRoots(Roots choice) {
    return new PruneOptions(choice, action, scope, depth, youngerThan, branchDepths, onlyBranches);
  }

  /// Chooses whether to delete; by default rubbish is deleted.
  public PruneOptions withAction(Action choice) {
    return new PruneOptions(roots, choice, scope, depth, youngerThan, branchDepths, onlyBranches);
  }

  /// Chooses whether only commit objects are looked at; by default everything is.
  public PruneOptions withScope(Scope choice) {
    return new PruneOptions(roots, action, choice, depth, youngerThan, branchDepths, onlyBranches);
  }

  /// Sets how many parents of each root are kept; by default all.
  public PruneOptions withDepth(Depth choice) {
    return new PruneOptions(roots, action, scope, choice, youngerThan, branchDepths, onlyBranches);
  }

  /// Keeps of each branch its tip and the commits made at or after a time, instead of counting
  /// parents. The roots are then the refs.
  public PruneOptions withYoungerThan(Instant oldest) {
    return new PruneOptions(
        roots, action, scope, depth, Optional.of(oldest), branchDepths, onlyBranches);
  }

  /// Sets the depth of single branches, whatever the other choices say. The roots are then the
  /// refs.
  public PruneOptions withBranchDepths(Map<String, Depth> choice) {
    return new PruneOptions(
        roots, action, scope, depth, youngerThan, Map.copyOf(choice), onlyBranches);
  }

  /// Prunes only the history of these branches and keeps that of the others whole; empty, the
  /// default, means all branches. The roots are then the refs.
  public PruneOptions withOnlyBranches(Set<String> choice) {
    return new PruneOptions(
        roots, action, scope, depth, youngerThan, branchDepths, Set.copyOf(choice));
  }

  /// The roots of what is kept.
  public Roots roots() {
    return roots;
  }

  /// Whether rubbish is deleted.
  public Action action() {
    return action;
  }

  /// What is looked at.
  public Scope scope() {
    return scope;
  }

  /// How many parents are kept.
  public Depth depth() {
    return depth;
  }

  /// From when on commits are kept, if time decides.
  public Optional<Instant> youngerThan() {
    return youngerThan;
  }

  /// The depth of single branches.
  public Map<String, Depth> branchDepths() {
    return branchDepths;
  }

  /// The branches whose history is pruned; empty means all.
  public Set<String> onlyBranches() {
    return onlyBranches;
  }

  boolean isPerBranch() {
    return youngerThan.isPresent() || !branchDepths.isEmpty() || !onlyBranches.isEmpty();
  }
}
