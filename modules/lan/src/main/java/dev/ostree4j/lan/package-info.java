// SPDX-License-Identifier: LGPL-2.1-or-later

/// Repositories in the local network: finding those of others, advertising one's own.
///
/// ```text
/// who has any?  ──question──▶ 224.0.0.251, ff02::fb port 5353, on each network
///               ◀──answers── PTR: a name; SRV: host, port; TXT: filter, index; A, AAAA: address
/// has the ref, says the filter ─▶ http://ADDRESS:PORT/INDEX/summary ─▶ FoundRemote
/// ```
///
/// Nothing that is heard is believed further than that something may be worth asking: commits are
/// signed.
package dev.ostree4j.lan;
