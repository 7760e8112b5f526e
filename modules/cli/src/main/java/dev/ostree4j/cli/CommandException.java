// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;

/// A command refuses. The message is what follows `error: `.
final class CommandException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Whether the help text of the command is printed before the message.
  enum Help {
    NONE,
    BRIEF,
    /// With one more blank line, as the commands themselves do when an argument is missing.
    SPACED
  }

  private final Help help;

  CommandException(String message) {
    this(message, Help.NONE);
  }

  private CommandException(String message, Help help) {
    super(message);
    this.help = help;
  }

  /// The arguments of a command are not what it needs.
  static CommandException usage(String message) {
    return new CommandException(message, Help.SPACED);
  }

  /// The command line as a whole makes no sense: no command, no repository.
  static CommandException commandLine(String message) {
    return new CommandException(message, Help.BRIEF);
  }

  Help help() {
    return help;
  }
}
