// SPDX-License-Identifier: LGPL-2.1-or-later

/// Finds who has a ref: configured remotes and mounted media; writes media.
///
/// Start with [dev.ostree4j.discover.RemoteDiscovery], which asks every
/// [dev.ostree4j.discover.RemoteFinder]; [dev.ostree4j.discover.DiscoveredPuller] pulls what they
/// found, and [dev.ostree4j.discover.MediumWriter] makes media on which others find refs. A
/// finder in a module of its own is found through [dev.ostree4j.discover.spi.FinderProvider].
@org.jspecify.annotations.NullMarked
module dev.ostree4j.discover {
  requires static org.jspecify;
  requires transitive dev.ostree4j.pull;

  exports dev.ostree4j.discover;
  exports dev.ostree4j.discover.spi;

  uses dev.ostree4j.discover.spi.FinderProvider;
}
