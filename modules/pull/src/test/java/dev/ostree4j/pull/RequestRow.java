// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.RepoMode;
import java.util.List;
import java.util.function.UnaryOperator;

/// A situation in which both programs pull: what the server has, what is here already, what is
/// asked for, and what we need not ask the server.
///
/// @param name what it is about
/// @param server a script that changes the repository that is served, `$1`
/// @param mode how the destination stores files
/// @param before what was pulled before; empty for nothing
/// @param arguments what the C program is told
/// @param options the same for ours
/// @param wanted what is pulled
/// @param ordered how much of the order counts
/// @param spared what we do not ask for, though the C program does: how the paths begin
record RequestRow(
    String name,
    String server,
    RepoMode mode,
    String before,
    List<String> arguments,
    UnaryOperator<PullOptions> options,
    List<String> wanted,
    Ordered ordered,
    List<String> spared) {
  /// Up to where the order of requests is the same in each run.
  enum Ordered {
    /// Nothing is asked for side by side.
    ALL,
    /// Once the first commit is asked for, other objects are asked for beside it.
    TO_COMMIT,
    /// The same with the superblock of a delta. The C program asks for the parts at once; we judge
    /// the commit first.
    TO_SUPERBLOCK
  }

  /// A pull of `main` into an empty bare-user repository.
  static RequestRow of(String name, String server) {
    return new RequestRow(
        name,
        server,
        RepoMode.BARE_USER,
        "",
        List.of(),
        UnaryOperator.identity(),
        List.of("main"),
        Ordered.TO_COMMIT,
        List.of());
  }

  RequestRow into(RepoMode choice) {
    return new RequestRow(
        name, server, choice, before, arguments, options, wanted, ordered, spared);
  }

  RequestRow after(String pulled) {
    return new RequestRow(name, server, mode, pulled, arguments, options, wanted, ordered, spared);
  }

  RequestRow with(String argument, UnaryOperator<PullOptions> choice) {
    return new RequestRow(
        name, server, mode, before, List.of(argument), choice, wanted, ordered, spared);
  }

  RequestRow pulling(String... refs) {
    return new RequestRow(
        name, server, mode, before, arguments, options, List.of(refs), ordered, spared);
  }

  RequestRow ordered(Ordered choice) {
    return new RequestRow(name, server, mode, before, arguments, options, wanted, choice, spared);
  }

  /// @param why for the reader
  RequestRow spares(String why, String... paths) {
    return new RequestRow(
        name, server, mode, before, arguments, options, wanted, ordered, List.of(paths));
  }

  /// Commits are never spared, nor what is said about them.
  boolean isSpared(String request) {
    return spared.stream().anyMatch(request::startsWith) && !request.contains(".commit");
  }

  @Override
  public String toString() {
    return name;
  }
}
