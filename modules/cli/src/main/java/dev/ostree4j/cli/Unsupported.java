// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// What the C program can and this release cannot: said clearly instead of ignored.
final class Unsupported {
  private Unsupported() {}

  static CommandException option(String name) {
    return new CommandException("--" + name + " does not work in this version of ostree4j yet");
  }

  /// Refuses each of these options that was given.
  static void refuse(Option... options) throws CommandException {
    for (Option option : options) {
      boolean given =
          switch (option) {
            case FlagOption flag -> flag.isSet();
            case TextOption text -> text.isSet();
            case TextListOption list -> list.isSet();
            case IntOption number -> number.isSet();
            case BooleanOption choice -> choice.isSet();
          };
      if (given) {
        throw option(option.name());
      }
    }
  }
}
