// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover.spi;

import dev.ostree4j.discover.FinderKind;
import dev.ostree4j.discover.RemoteFinder;
import dev.ostree4j.pull.PullOptions;

/// Makes finders of a kind, in a module that need not be there; found as a service.
///
/// @since 0.1
public interface FinderProvider {
  /// Which kind it makes.
  FinderKind kind();

  /// A finder.
  ///
  /// @param options how summaries are fetched
  RemoteFinder finder(PullOptions options);
}
