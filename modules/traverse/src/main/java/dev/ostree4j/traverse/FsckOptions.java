// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

/// What `Fsck` looks at and what it does about what it finds.
///
/// @since 0.1
public final class FsckOptions {
  /// What happens when an object turns out to be damaged.
  public enum OnDamage {
    /// The check ends with an error.
    STOP,
    /// The damage is reported and the check goes on.
    REPORT,
    /// The object is deleted, the commits that need it are marked partial, the check goes on.
    DELETE
  }

  /// How refs and the bindings inside commits are compared.
  public enum Bindings {
    /// Not at all.
    IGNORE,
    /// Each ref must be named by the commit it points to.
    VERIFY,
    /// In addition each ref named by a commit must point to that commit.
    VERIFY_BACK_REFS
  }

  /// Whether parents that are gone get a tombstone.
  public enum MissingParents {
    /// They are history that is not kept here.
    IGNORE,
    /// Each gets a tombstone, and the repository is set to keep tombstones from now on.
    ADD_TOMBSTONE
  }

  private final OnDamage onDamage;
  private final Bindings bindings;
  private final MissingParents missingParents;

  private FsckOptions(OnDamage onDamage, Bindings bindings, MissingParents missingParents) {
    this.onDamage = onDamage;
    this.bindings = bindings;
    this.missingParents = missingParents;
  }

  /// Stop at the first damage, ignore bindings and missing parents.
  public static FsckOptions defaults() {
    return new FsckOptions(OnDamage.STOP, Bindings.IGNORE, MissingParents.IGNORE);
  }

  /// Chooses what happens to damage; by default the check stops.
  public FsckOptions withOnDamage(OnDamage choice) {
    return new FsckOptions(choice, bindings, missingParents);
  }

  /// Chooses how bindings are checked; by default they are not.
  public FsckOptions withBindings(Bindings choice) {
    return new FsckOptions(onDamage, choice, missingParents);
  }

  /// Chooses whether missing parents get tombstones; by default they do not.
  public FsckOptions withMissingParents(MissingParents choice) {
    return new FsckOptions(onDamage, bindings, choice);
  }

  /// What happens to damage.
  public OnDamage onDamage() {
    return onDamage;
  }

  /// How bindings are checked.
  public Bindings bindings() {
    return bindings;
  }

  /// Whether missing parents get tombstones.
  public MissingParents missingParents() {
    return missingParents;
  }
}
