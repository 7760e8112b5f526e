// SPDX-License-Identifier: LGPL-2.1-or-later

/// The summary file, byte for byte.
///
/// ```text
/// summary      (a(s(taya{sv}))a{sv})    refs, metadata
/// refs         a(s(taya{sv}))           sorted by name, each once:
///              name s | size LE64 of the commit object | commit ay, 32 bytes | about it a{sv}
/// about a ref  ostree.commit.timestamp t BE64, ostree.commit.version s
/// metadata     ostree.summary.mode s, ostree.summary.last-modified t BE64,
///              ostree.summary.expires t BE64, ostree.summary.tombstone-commits b,
///              ostree.summary.indexed-deltas b, ostree.summary.collection-id s,
///              ostree.summary.collection-map a{sa(s(taya{sv}))}: other collections and their refs,
///              ostree.static-deltas a{sv}: HEX or HEX-HEX to the SHA-256 of the superblock
/// summary.sig  a{sv}                    ostree.gpgsigs aay, ostree.sign.ENGINE aay
/// ```
///
/// The size is the one number that is not big-endian. Signatures are over the bytes of the whole
/// summary, so readers refuse what is not in normal form. Files of other machines are kept as
/// `tmp/cache/summaries/REMOTE` and `REMOTE.sig`, whose time is the server's `Last-Modified` and
/// whose attribute `user.etag` is its `ETag`.
package dev.ostree4j.summary;
