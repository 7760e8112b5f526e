// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

/// Decides which paths a checkout leaves out.
///
/// @since 0.1
@FunctionalInterface
public interface CheckoutFilter {

  /// What to do with a path.
  enum Decision {
    /// Check it out.
    ALLOW,
    /// Leave it, and all below it, out.
    SKIP
  }

  /// The decision for a path.
  ///
  /// @param path the path inside the checkout, starting with `/`
  /// @param attributes owner and mode as committed
  Decision decide(String path, EntryAttributes attributes);
}
