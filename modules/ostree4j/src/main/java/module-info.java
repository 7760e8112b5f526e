// SPDX-License-Identifier: LGPL-2.1-or-later

/// All public modules at once, for programs which do not care to choose.
///
/// Holds no code. Read `docs/ARCHITECTURE.md` for what each module does, and begin with
/// [dev.ostree4j.repo.Repo].
module dev.ostree4j.ostree4j {
  requires dev.ostree4j.gpg;
  requires transitive dev.ostree4j.delta;
  requires transitive dev.ostree4j.discover;
  requires transitive dev.ostree4j.lan;
  requires transitive dev.ostree4j.pull;
  requires transitive dev.ostree4j.serve;
  requires transitive dev.ostree4j.summary;
  requires transitive dev.ostree4j.traverse;
  requires transitive dev.ostree4j.tree;
}
