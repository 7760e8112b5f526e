// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// An option with a 32-bit number: decimal, octal with a leading `0`, or hexadecimal with `0x`.
final class IntOption extends Option {
  private int value;
  private boolean set;

  IntOption(String name, char letter, String valueName, int otherwise, String help) {
    super(name, letter, valueName, help);
    value = otherwise;
  }

  IntOption(String name, String valueName, int otherwise, String help) {
    this(name, NO_LETTER, valueName, otherwise, help);
  }

  boolean isSet() {
    return set;
  }

  int value() {
    return value;
  }

  @Override
  void accept(String shown, String text) throws CommandException {
    long parsed;
    try {
      parsed = Long.decode(text.strip());
    } catch (NumberFormatException e) {
      throw new CommandException(
          isNumber(text)
              ? outOfRange(shown, text)
              : "Cannot parse integer value “" + text + "” for " + shown);
    }
    if (parsed != (int) parsed) {
      throw new CommandException(outOfRange(shown, text));
    }
    value = (int) parsed;
    set = true;
  }

  private static String outOfRange(String shown, String text) {
    return "Integer value “" + text + "” for " + shown + " out of range";
  }

  private static boolean isNumber(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > start;
  }
}
