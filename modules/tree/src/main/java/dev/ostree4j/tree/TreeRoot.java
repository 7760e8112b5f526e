// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;

/// A directory as commits and dirtrees name it: what is in it, and its own owner, mode and xattrs.
///
/// @param tree the name of the dirtree object
/// @param meta the name of the dirmeta object
/// @since 0.1
public record TreeRoot(Checksum tree, Checksum meta) {}
