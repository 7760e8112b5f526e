// SPDX-License-Identifier: LGPL-2.1-or-later

/// What a remote demands: its keys, its key rings, and the judgement of commits and summaries.
///
/// Start with [dev.ostree4j.trust.RemoteTrust].
@org.jspecify.annotations.NullMarked
module dev.ostree4j.trust {
  requires static org.jspecify;
  requires transitive dev.ostree4j.repo;
  requires transitive dev.ostree4j.sign;

  exports dev.ostree4j.trust;
}
