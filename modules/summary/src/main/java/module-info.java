// SPDX-License-Identifier: LGPL-2.1-or-later

/// The summary file: make, read, cache.
///
/// Start with [dev.ostree4j.summary.Summary], which reads one; [dev.ostree4j.summary.SummaryWriter]
/// writes that of a repository, and [dev.ostree4j.summary.SummaryCache] keeps those of remotes.
/// Where the configuration of a repository says so, its summary follows its refs.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.summary {
  requires static org.jspecify;
  requires transitive dev.ostree4j.repo;
  requires transitive dev.ostree4j.sign;
  requires dev.ostree4j.delta;

  exports dev.ostree4j.summary;

  provides dev.ostree4j.repo.spi.RefsFollower with
      dev.ostree4j.summary.SummaryFollower;
}
