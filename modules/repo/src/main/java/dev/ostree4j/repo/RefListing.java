// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// Which refs a listing shows, and how it names them.
///
/// @since 0.1
public final class RefListing {
  /// Whether a kind of ref is listed.
  public enum Show {
    /// It is listed.
    INCLUDED,
    /// It is left out.
    EXCLUDED
  }

  /// How refs below a prefix are named.
  public enum Naming {
    /// Relative to the prefix, when that is a directory of refs.
    BELOW_PREFIX,
    /// In full.
    FULL
  }

  private static final RefListing DEFAULTS =
      new RefListing(Naming.BELOW_PREFIX, Show.INCLUDED, Show.INCLUDED, false);

  private final Naming naming;
  private final Show remotes;
  private final Show mirrors;
  private final boolean aliasesOnly;

  private RefListing(Naming naming, Show remotes, Show mirrors, boolean aliasesOnly) {
    this.naming = naming;
    this.remotes = remotes;
    this.mirrors = mirrors;
    this.aliasesOnly = aliasesOnly;
  }

  /// All refs, named relative to the prefix.
  public static RefListing defaults() {
    return DEFAULTS;
  }

  /// With this naming; default: {@link Naming#BELOW_PREFIX}.
  public RefListing withNaming(Naming choice) {
    return new RefListing(choice, remotes, mirrors, aliasesOnly);
  }

  /// With or without the refs of remotes; default: included.
  public RefListing withRemotes(Show choice) {
    return new RefListing(naming, choice, mirrors, aliasesOnly);
  }

  /// With or without the refs of other collections, which only listings by
  /// collection show; default: included.
  public RefListing withMirrors(Show choice) {
    return new RefListing(naming, remotes, choice, aliasesOnly);
  }

  /// Only refs that are aliases of others.
  public RefListing onlyAliases() {
    return new RefListing(naming, remotes, mirrors, true);
  }

  Naming naming() {
    return naming;
  }

  boolean showsRemotes() {
    return remotes == Show.INCLUDED;
  }

  boolean showsMirrors() {
    return mirrors == Show.INCLUDED;
  }

  boolean showsOnlyAliases() {
    return aliasesOnly;
  }
}
