// SPDX-License-Identifier: LGPL-2.1-or-later

/// Static deltas: read, apply, make.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.delta {
  requires static org.jspecify;
  requires org.tukaani.xz;
  requires transitive dev.ostree4j.repo;
  requires transitive dev.ostree4j.sign;
  requires dev.ostree4j.traverse;
}
