// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// An option whose value is a yes or a no, such as `--fsync=POLICY`.
final class BooleanOption extends Option {
  private boolean value;
  private boolean set;

  BooleanOption(String name, String valueName, boolean otherwise, String help) {
    super(name, NO_LETTER, valueName, help);
    value = otherwise;
  }

  boolean value() {
    return value;
  }

  boolean isSet() {
    return set;
  }

  @Override
  void accept(String shown, String text) throws CommandException {
    value =
        switch (text) {
          case "yes", "true", "1" -> true;
          case "no", "false", "0", "none" -> false;
          default -> throw new CommandException("Invalid boolean argument '" + text + "'");
        };
    set = true;
  }
}
