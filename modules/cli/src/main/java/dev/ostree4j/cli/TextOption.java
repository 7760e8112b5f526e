// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An option with one value; the last occurrence wins.
final class TextOption extends Option {
  private @Nullable String value;

  TextOption(String name, char letter, String valueName, String help) {
    super(name, letter, valueName, help);
  }

  TextOption(String name, String valueName, String help) {
    this(name, NO_LETTER, valueName, help);
  }

  boolean isSet() {
    return value != null;
  }

  Optional<String> value() {
    return Optional.ofNullable(value);
  }

  @Override
  void accept(String shown, String text) {
    value = text;
  }
}
