// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

/// How many generations of parents belong to a commit.
///
/// @param parents number of parents; −1 means all of them
/// @since 0.1
public record Depth(int parents) {
  /// The commit and all of its history.
  public static final Depth ALL = new Depth(-1);

  /// The commit alone.
  public static final Depth NONE = new Depth(0);

  /// Accepts what users write: a number of parents, or −1 for all.
  public Depth {
    if (parents < -1) {
      throw new IllegalArgumentException("depth " + parents + " is neither −1 nor a count");
    }
  }

  /// True when a parent is still included.
  public boolean reachesParent() {
    return parents != 0;
  }

  /// What is left of this depth one generation further back.
  ///
  /// @throws IllegalStateException when this depth does not reach a parent
  public Depth ofParent() {
    if (parents == 0) {
      throw new IllegalStateException("depth 0 has no parent");
    }
    return parents < 0 ? this : new Depth(parents - 1);
  }
}
