// SPDX-License-Identifier: LGPL-2.1-or-later

/// Finds who has a ref: configured remotes and mounted media; writes media.
///
/// ```text
///   ConfigFinder, MountFinder  ─┐  FoundRemote: URL,   newest,
///   OverrideFinder             ─┼─▶ refs, whose    ───▶ sorted ──▶ DiscoveredPuller
///   those of other modules     ─┘  keys count
/// ```
///
/// A ref is looked for by its collection and its name, which are the same everywhere. Whoever has
/// it may pass it on, since commits are signed: what counts are the keys of the remote that is
/// configured for the collection.
package dev.ostree4j.discover;
