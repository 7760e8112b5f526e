// SPDX-License-Identifier: LGPL-2.1-or-later
/// Directories and archives to commits, and back.
///
/// Into a repository: [dev.ostree4j.tree.DirectoryImporter] and [dev.ostree4j.tree.TarImporter]
/// fill a [dev.ostree4j.tree.MutableTree]; [dev.ostree4j.tree.TreeWriter] stores it and gives the
/// [dev.ostree4j.tree.TreeRoot] that a commit names. Out of a repository:
/// [dev.ostree4j.tree.Checkout], [dev.ostree4j.tree.TarExporter] and, to read single paths,
/// [dev.ostree4j.tree.CommitTree]. [dev.ostree4j.tree.TreeDiff] compares. Reading order:
/// `TreeRoot`, `MutableTree`, `DirectoryImporter`, `CommitTree`, `Checkout`.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.tree {
  requires static org.jspecify;
  requires transitive dev.ostree4j.composefs;
  requires transitive dev.ostree4j.repo;
  requires org.apache.commons.compress;
  requires org.tukaani.xz;

  exports dev.ostree4j.tree;
}
