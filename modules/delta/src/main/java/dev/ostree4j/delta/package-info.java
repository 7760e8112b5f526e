// SPDX-License-Identifier: LGPL-2.1-or-later

/// Static deltas: what is needed to get from one commit, or from nothing, to another.
///
/// ```text
/// superblock  (a{sv}tayay COMMIT aya(uayttay)a(yaytt))   see Superblock
/// signed      "OSTSGNDT" | superblock | signatures       see SignedSuperblock
/// index       a{sv}: delta → checksum of its superblock  see DeltaIndex
/// part        compression (1) | payload                  00 plain, 78 one .xz stream
/// payload     (a(uuu)aa(ayay)ayay)                       see PartLayout
///             modes | sets of extended attributes | blob | operations | ends
/// operations  opcode (1) | operands as varints           see Operation
/// patch       rounds of: diff length | extra length | seek (8 each, sign and magnitude)
///                        | diff bytes | extra bytes
/// ```
///
/// Each part makes the objects which its header in the superblock lists, in that order. Objects
/// which change little are made from objects which are there already, by copying ranges of them or
/// by patching; the rest lies in the blob.
package dev.ostree4j.delta;
