// SPDX-License-Identifier: LGPL-2.1-or-later

/// A repository on disk.
///
/// ```text
/// config                        key file; core.repo_version and core.mode are required
/// .lock                         locked (shared, exclusive) by every process that works here
/// objects/HH/REST.EXT           finished objects, immutable
/// refs/heads/REF                local refs: 64 hex digits and a newline
/// refs/remotes/REMOTE/REF       what remotes had when they were pulled from
/// refs/mirrors/COLLECTION/REF   refs of other collections
/// state/HEX.commitpartial       this commit is not complete here
/// tmp/                          scratch, staging directories, caches
/// extensions/                   room for other software
/// ```
package dev.ostree4j.repo;
