// SPDX-License-Identifier: LGPL-2.1-or-later

/// What a composefs image is: a tree of files as one small file, which says everything about them
/// but their content, and where that is.
///
/// Start with [dev.ostree4j.composefs.ImageNode], of which trees are made;
/// [dev.ostree4j.composefs.ComposefsImage] turns one into bytes, the same bytes as the C library;
/// [dev.ostree4j.composefs.FsVerityDigest] names content and images. Nothing here touches disk,
/// clock or thread.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.composefs {
  requires static org.jspecify;
  requires transitive dev.ostree4j.checksum;

  exports dev.ostree4j.composefs;
}
