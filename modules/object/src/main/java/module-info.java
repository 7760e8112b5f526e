// SPDX-License-Identifier: LGPL-2.1-or-later

/// What commits, trees, metadata and files *are*: parse, validate, serialise. No disk, no network.
///
/// Untrusted bytes become a typed value in one place, and a typed value is always valid; what is
/// wrong with the bytes is told by [dev.ostree4j.object.ObjectFormatException] and nothing else.
///
/// Read [dev.ostree4j.object.ObjectName] first, then follow a commit downwards:
/// [dev.ostree4j.object.Commit], [dev.ostree4j.object.DirTree], [dev.ostree4j.object.DirMeta],
/// [dev.ostree4j.object.FileHeader]. The names people give to things are
/// [dev.ostree4j.object.RefName], [dev.ostree4j.object.RefSpec] and their neighbours.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.object {
  requires static org.jspecify;
  requires transitive dev.ostree4j.checksum;
  requires transitive dev.ostree4j.gvariant;

  exports dev.ostree4j.object;
}
