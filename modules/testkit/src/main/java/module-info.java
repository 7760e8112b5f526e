// SPDX-License-Identifier: LGPL-2.1-or-later

/// What tests need: a kernel that fails on demand, servers decent and hostile, the real programs,
/// and contracts which every implementation of an interface must keep.
///
/// Start with [dev.ostree4j.testkit.FaultyKernel], and [dev.ostree4j.testkit.KernelContract] as the
/// model of a contract: an abstract suite which a test class of each implementation extends.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.testkit {
  requires static org.jspecify;
  requires transitive dev.ostree4j.syscall;
  requires transitive org.junit.jupiter.api;

  exports dev.ostree4j.testkit;

  // The tests of a contract are not public; the runner finds them by reflection.
  opens dev.ostree4j.testkit to
      org.junit.platform.commons;
}
