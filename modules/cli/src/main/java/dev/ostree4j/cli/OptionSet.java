// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options that one command knows, in the order of its help text.
final class OptionSet {
  private final List<Option> options = new ArrayList<>();

  OptionSet add(Option option) {
    options.add(option);
    return this;
  }

  OptionSet add(Option... more) {
    for (Option option : more) {
      options.add(option);
    }
    return this;
  }

  /// Adds an option that works but is not told.
  OptionSet addHidden(Option option) {
    option.hide();
    return add(option);
  }

  List<Option> all() {
    return options;
  }

  @Nullable Option find(String name) {
    for (Option option : options) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    return null;
  }

  @Nullable Option find(char letter) {
    for (Option option : options) {
      if (option.letter() == letter) {
        return option;
      }
    }
    return null;
  }
}
