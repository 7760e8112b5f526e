// SPDX-License-Identifier: LGPL-2.1-or-later

/// Replication between repositories.
///
/// ```text
///   refs ──resolve──▶ commits ──check bindings──▶ mark partial ──▶ walk: import what is not here
///        ──▶ publish: content, dirmeta, dirtree, commit, refs ──▶ clear the partial marks
/// ```
///
/// A commit is marked partial before its first object arrives and until the last one is there, so
/// that whoever is interrupted, or looks on, knows which commits are not whole.
package dev.ostree4j.pull;
