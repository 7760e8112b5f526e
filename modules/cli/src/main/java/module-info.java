// SPDX-License-Identifier: LGPL-2.1-or-later

/// The command line: a drop-in for the `ostree` program.
///
/// Start with [dev.ostree4j.cli.Main]. One package-private class per command parses, calls the SDK
/// and prints; there is no logic of the domain here. It exports nothing that others need but
/// `Main`.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.cli {
  requires static org.jspecify;
  requires dev.ostree4j.delta;
  requires dev.ostree4j.discover;
  requires dev.ostree4j.fetch;
  requires dev.ostree4j.gpg;
  requires dev.ostree4j.keyfile;
  requires dev.ostree4j.pull;
  requires dev.ostree4j.repo;
  requires dev.ostree4j.serve;
  requires dev.ostree4j.summary;
  requires dev.ostree4j.syscall;
  requires dev.ostree4j.traverse;
  requires dev.ostree4j.tree;

  exports dev.ostree4j.cli;
}
