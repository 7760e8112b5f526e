// SPDX-License-Identifier: LGPL-2.1-or-later

/// Messages of multicast DNS as values: RFC 1035 as far as RFC 6762 and 6763 need it. No I/O.
///
/// ```text
/// message    id:2 flags:2 questions:2 answers:2 authorities:2 additionals:2, then each of them
/// question   name, type:2, unicast:1bit class:15bit
/// record     name, type:2, flush:1bit class:15bit, ttl:4, length:2, that many bytes
/// name       { length:1 bytes }, then 0:1, or 11:2bit offset:14bit of its rest
/// ```
///
/// All numbers are big-endian. A message comes from anybody in the network, so whatever it says,
/// reading it takes time and memory in proportion to its size.
package dev.ostree4j.lan.dns;
