// SPDX-License-Identifier: LGPL-2.1-or-later

/// Finds repositories in the local network by multicast DNS, and advertises them.
///
/// Start with [dev.ostree4j.lan.LanFinder], which finds, and [dev.ostree4j.lan.LanAdvertiser],
/// which lets others find. What is said of a repository is a [dev.ostree4j.lan.RepoAdvert]. The way
/// of an answer: `Link` → `DnsMessage` → `Neighbourhood` → `ServiceSearch` → `LanFinder`.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.lan {
  requires static org.jspecify;
  requires transitive dev.ostree4j.discover;

  exports dev.ostree4j.lan;

  provides dev.ostree4j.discover.spi.FinderProvider with
      dev.ostree4j.lan.LanFinderProvider;
}
