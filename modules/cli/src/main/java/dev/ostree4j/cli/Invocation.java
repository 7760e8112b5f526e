// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a command gets to work with: its arguments, the console, the surroundings, the repository.
final class Invocation {
  private final Console console;
  private final Surroundings surroundings;
  private final List<String> arguments;
  private final @Nullable Path repoPath;
  private final @Nullable Repo repo;

  Invocation(
      Console console,
      Surroundings surroundings,
      List<String> arguments,
      @Nullable Path repoPath,
      @Nullable Repo repo) {
    this.console = console;
    this.surroundings = surroundings;
    this.arguments = arguments;
    this.repoPath = repoPath;
    this.repo = repo;
  }

  Console console() {
    return console;
  }

  List<String> arguments() {
    return arguments;
  }

  Optional<String> argument(int index) {
    return index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
  }

  /// The argument, or the help text and the message when it is missing.
  String argument(int index, String whenMissing) throws CommandException {
    if (index >= arguments.size()) {
      throw CommandException.usage(whenMissing);
    }
    return arguments.get(index);
  }

  /// A path of the command line, seen from the current directory.
  Path path(String text) {
    return surroundings.path(text);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Optional<String> variable(String name) {
    return surroundings.variable(name);
  }

  /// Begins a transaction on the repository.
  Transaction begin(Fsync fsync) throws IOException {
    return repo().begin(WriteChoice.options(surroundings, fsync));
  }

  /// A date as people write it.
  Instant date(String text) throws CommandException {
    return DateText.parse(text, Instant.now(), ZoneId.systemDefault())
        .orElseThrow(() -> new CommandException("Could not parse '" + text + "'"));
  }

  /// Where the repository is, or shall be.
  Path repoPath() {
    if (repoPath == null) {
      throw new AssertionError("the command declares no use of a repository");
    }
    return repoPath;
  }

  /// The open repository.
  Repo repo() {
    if (repo == null) {
      throw new AssertionError("the command declares no use of an open repository");
    }
    return repo;
  }
}
