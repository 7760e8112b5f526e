// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// An option that is there or not.
final class FlagOption extends Option {
  private boolean set;

  FlagOption(String name, char letter, String help) {
    super(name, letter, null, help);
  }

  FlagOption(String name, String help) {
    this(name, NO_LETTER, help);
  }

  boolean isSet() {
    return set;
  }

  @Override
  void accept(String shown, String value) {
    set = true;
  }
}
