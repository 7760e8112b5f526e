// SPDX-License-Identifier: LGPL-2.1-or-later

/// Static deltas: read, apply, make.
///
/// A delta is a superblock and parts, which together turn one commit into another, or make one from
/// nothing. Read {@link dev.ostree4j.delta.DeltaName} and {@link dev.ostree4j.delta.Superblock}
/// first.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.delta {
  requires static org.jspecify;
  requires org.tukaani.xz;
  requires transitive dev.ostree4j.repo;
  requires transitive dev.ostree4j.sign;
  requires dev.ostree4j.traverse;

  exports dev.ostree4j.delta;
}
