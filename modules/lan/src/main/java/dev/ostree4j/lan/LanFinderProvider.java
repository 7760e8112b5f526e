// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.discover.FinderKind;
import dev.ostree4j.discover.RemoteFinder;
import dev.ostree4j.discover.spi.FinderProvider;
import dev.ostree4j.pull.PullOptions;

/// Makes the finder for those who do not know this module.
///
/// @since 0.1
public final class LanFinderProvider implements FinderProvider {
  /// For the service loader.
  public LanFinderProvider() {}

  @Override
  public FinderKind kind() {
    return FinderKind.LAN;
  }

  @Override
  public RemoteFinder finder(PullOptions options) {
    return new LanFinder(options, LanOptions.defaults());
  }
}
