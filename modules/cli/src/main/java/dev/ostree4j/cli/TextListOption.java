// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.ArrayList;
import java.util.List;

/// An option that may be repeated; the values keep their order.
final class TextListOption extends Option {
  private final List<String> values = new ArrayList<>();

  TextListOption(String name, char letter, String valueName, String help) {
    super(name, letter, valueName, help);
  }

  TextListOption(String name, String valueName, String help) {
    this(name, NO_LETTER, valueName, help);
  }

  boolean isSet() {
    return !values.isEmpty();
  }

  List<String> values() {
    return List.copyOf(values);
  }

  @Override
  void accept(String shown, String value) {
    values.add(value);
  }
}
