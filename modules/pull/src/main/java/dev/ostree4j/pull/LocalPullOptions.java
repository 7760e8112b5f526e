// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.repo.Trust;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Scope;
import java.util.Optional;

/// How a `LocalPuller` works.
///
/// @since 0.1
public final class LocalPullOptions {
  /// Whether the bindings inside commits are checked against the refs asked for.
  public enum Bindings {
    /// A commit must be bound to the ref it is pulled for, if it is bound at all.
    VERIFY,
    /// They are not looked at.
    IGNORE
  }

  private final Optional<RemoteName> remote;
  private final Depth depth;
  private final Scope scope;
  private final Trust trust;
  private final ModePolicy modes;
  private final Bindings bindings;
  private final TransactionOptions transaction;

  private LocalPullOptions(
      Optional<RemoteName> remote,
      Depth depth,
      Scope scope,
      Trust trust,
      ModePolicy modes,
      Bindings bindings,
      TransactionOptions transaction) {
    this.remote = remote;
    this.depth = depth;
    this.scope = scope;
    this.trust = trust;
    this.modes = modes;
    this.bindings = bindings;
    this.transaction = transaction;
  }

  /// Local refs, no parents, everything, the source trusted, any file mode, bindings verified.
  public static LocalPullOptions defaults() {
    return new LocalPullOptions(
        Optional.empty(),
        Depth.NONE,
        Scope.EVERYTHING,
        Trust.TRUSTED,
        ModePolicy.ANY,
        Bindings.VERIFY,
        TransactionOptions.defaults());
  }

  /// Writes the refs as those of a remote; by default they become local refs.
  public LocalPullOptions withRemote(RemoteName name) {
    return new LocalPullOptions(
        Optional.of(name), depth, scope, trust, modes, bindings, transaction);
  }

  /// Sets how many parents come along; by default none.
  public LocalPullOptions withDepth(Depth choice) {
    return new LocalPullOptions(remote, choice, scope, trust, modes, bindings, transaction);
  }

  /// Chooses between whole commits, the default, and commit objects alone.
  public LocalPullOptions withScope(Scope choice) {
    return new LocalPullOptions(remote, depth, choice, trust, modes, bindings, transaction);
  }

  /// Chooses whether each object is verified before it is taken; by default the source is trusted.
  public LocalPullOptions withTrust(Trust choice) {
    return new LocalPullOptions(remote, depth, scope, choice, modes, bindings, transaction);
  }

  /// Chooses which file modes are accepted; by default any.
  public LocalPullOptions withModes(ModePolicy choice) {
    return new LocalPullOptions(remote, depth, scope, trust, choice, bindings, transaction);
  }

  /// Chooses whether bindings are verified; by default they are.
  public LocalPullOptions withBindings(Bindings choice) {
    return new LocalPullOptions(remote, depth, scope, trust, modes, choice, transaction);
  }

  /// Sets how the objects are written; by default as the repository's configuration says.
  public LocalPullOptions withTransaction(TransactionOptions choice) {
    return new LocalPullOptions(remote, depth, scope, trust, modes, bindings, choice);
  }

  /// The remote under whose name refs are written.
  public Optional<RemoteName> remote() {
    return remote;
  }

  /// How many parents come along.
  public Depth depth() {
    return depth;
  }

  /// How much of each commit is taken.
  public Scope scope() {
    return scope;
  }

  /// Whether objects are verified.
  public Trust trust() {
    return trust;
  }

  /// Which file modes are accepted.
  public ModePolicy modes() {
    return modes;
  }

  /// Whether bindings are verified.
  public Bindings bindings() {
    return bindings;
  }

  /// How objects are written.
  public TransactionOptions transaction() {
    return transaction;
  }
}
