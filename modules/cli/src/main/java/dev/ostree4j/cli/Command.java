// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.util.Optional;

/// One command: says what it takes, then parses, calls the SDK and prints. It holds no logic of its
/// own and is used for one run.
interface Command {
  /// What a command does with the repository of `--repo`.
  enum RepoUse {
    /// Has no `--repo` option, or one of its own.
    NONE,
    /// Needs to know where it is, but not that it is there.
    PLACE,
    /// Works on an open repository.
    OPEN
  }

  /// The name, with the group in front: `remote add`.
  String name();

  /// The arguments, as the help shows them; may be empty.
  String synopsis();

  /// One line for the help.
  String summary();

  default RepoUse repoUse() {
    return RepoUse.OPEN;
  }

  /// The system root whose repository is meant, for commands with such an option.
  default Optional<String> sysroot() {
    return Optional.empty();
  }

  /// Adds the options of the command.
  void declare(OptionSet options);

  /// Does the work; the options have their values.
  void run(Invocation call) throws IOException;
}
