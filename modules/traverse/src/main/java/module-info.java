// SPDX-License-Identifier: LGPL-2.1-or-later

/// What a repository holds seen as a graph: what is reachable, what is rubbish, what is broken.
///
/// Read `Reachability` first, then `Pruner`, which deletes what it does not reach, and `Fsck`,
/// which verifies what it does.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.traverse {
  requires static org.jspecify;
  requires transitive dev.ostree4j.repo;
  requires dev.ostree4j.gvariant;
  requires dev.ostree4j.syscall;

  exports dev.ostree4j.traverse;
}
