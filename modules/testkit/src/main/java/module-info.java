// SPDX-License-Identifier: LGPL-2.1-or-later

/// What tests need: a kernel that fails on demand, and contracts which every implementation of an
/// interface must keep.
///
/// Start with [dev.ostree4j.testkit.FaultyKernel].
@org.jspecify.annotations.NullMarked
module dev.ostree4j.testkit {
  requires static org.jspecify;
  requires transitive dev.ostree4j.syscall;
  requires transitive org.junit.jupiter.api;

  exports dev.ostree4j.testkit;
}
