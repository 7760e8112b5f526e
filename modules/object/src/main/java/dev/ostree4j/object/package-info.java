// SPDX-License-Identifier: LGPL-2.1-or-later

/// The stored things, byte for byte.
///
/// ```text
/// commit    (a{sv}aya(say)sstayay)  metadata, parent, related, subject, body, time, tree, meta
/// dirtree   (a(say)a(sayay))        files: name, content; directories: name, tree, meta
/// dirmeta   (uuua(ayay))            uid, gid, mode, xattrs
/// file      BE32 size | 0000 | (uuuusa(ayay)) | content
///                                   uid, gid, mode, rdev = 0, symlink target, xattrs
/// filez     BE32 size | 0000 | (tuuuusa(ayay)) | raw deflate stream
/// xattrs    a(ayay)                 name with its NUL, value; sorted by name
/// ```
///
/// All numbers are big-endian, against the habit of GVariant; the framing offsets are
/// little-endian. An object is named by the SHA-256 of these bytes, so each value has exactly one
/// form, and readers refuse every other.
package dev.ostree4j.object;
