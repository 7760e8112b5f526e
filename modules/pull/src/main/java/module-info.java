// SPDX-License-Identifier: LGPL-2.1-or-later

/// Brings what a ref needs from one repository into another.
///
/// From a server or from a repository on the same machine: read `Puller`, then `CommitWalk` and
/// `RemoteIntake`.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.pull {
  requires static org.jspecify;
  requires transitive dev.ostree4j.delta;
  requires dev.ostree4j.keyfile;
  requires transitive dev.ostree4j.fetch;
  requires transitive dev.ostree4j.summary;
  requires transitive dev.ostree4j.repo;
  requires transitive dev.ostree4j.traverse;
  requires transitive dev.ostree4j.trust;

  exports dev.ostree4j.pull;
}
