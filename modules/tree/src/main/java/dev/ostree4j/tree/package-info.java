// SPDX-License-Identifier: LGPL-2.1-or-later

/// Directories and archives to commits, and back.
///
/// ```text
/// directory, tar, cpio  -> DirectoryImporter, TarImporter -> MutableTree -> TreeWriter -> TreeRoot
/// commit                -> Checkout                       -> directory
/// commit                -> TarExporter                    -> tar
/// two commits, or a commit and a directory -> TreeDiff    -> DiffReport
/// ```
package dev.ostree4j.tree;
