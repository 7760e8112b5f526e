// SPDX-License-Identifier: LGPL-2.1-or-later

/// Walks the graph of objects.
///
/// ```text
///   ref ──▶ commit ──▶ dirtree ──▶ dirtree …
///             │  │        ├──────▶ dirmeta
///             │  └──────▶ │ dirmeta of the root
///             │           └──────▶ file (and its xattrs, where the repository keeps them apart)
///             └──▶ parent commit (as far as Depth says)
/// ```
///
/// A parent that is not stored ends the walk: history may have been pruned or never fetched. A
/// commit marked partial may lack directories; any other commit may not.
package dev.ostree4j.traverse;
