// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import org.jspecify.annotations.Nullable;

/// An option of a command. The parser hands it what it finds; the command asks it afterwards.
///
/// The spelling and the error texts follow GLib's option parser, which scripts know.
abstract sealed class Option
    permits FlagOption, TextOption, TextListOption, IntOption, BooleanOption {
  static final char NO_LETTER = 0;

  private final String name;
  private final char letter;
  private final @Nullable String valueName;
  private final String help;
  private boolean hidden;

  Option(String name, char letter, @Nullable String valueName, String help) {
    this.name = name;
    this.letter = letter;
    this.valueName = valueName;
    this.help = help;
  }

  final String name() {
    return name;
  }

  final char letter() {
    return letter;
  }

  final boolean takesValue() {
    return valueName != null;
  }

  final String help() {
    return help;
  }

  final boolean isHidden() {
    return hidden;
  }

  final void hide() {
    hidden = true;
  }

  /// How the help shows it, without the two leading blanks: `-s, --subject=TEXT`.
  final String signature() {
    String text = "--" + name;
    if (letter != NO_LETTER) {
      text = "-" + letter + ", " + text;
    }
    return valueName == null ? text : text + "=" + valueName;
  }

  /// Takes one occurrence.
  ///
  /// @param shown the option as the user wrote it, for messages
  /// @param value the value; empty text when the option takes none
  abstract void accept(String shown, String value) throws CommandException;
}
