// SPDX-License-Identifier: LGPL-2.1-or-later

/// SHA-256 values and how to compute them.
///
/// ```text
/// raw      32 bytes                          inside objects
/// hex      64 of [0-9a-f]                    file names, refs, the command line
/// base64   43 of [A-Za-z0-9+_], no padding   names of static deltas
/// ```
package dev.ostree4j.checksum;
