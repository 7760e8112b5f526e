// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an option like `sign-verify` says: a truth value, or a list of engines.
sealed interface SignDemand {
  /// No signature is asked for.
  record Nothing() implements SignDemand {}

  /// A signature by any engine, with whatever keys there are.
  record AnyEngine() implements SignDemand {}

  /// A signature by one of these engines, each of which has to have keys of its own.
  ///
  /// @param names at least one
  record Engines(List<String> names) implements SignDemand {}

  static SignDemand parse(Optional<String> option) {
    String text = option.orElse("false").strip();
    return switch (text) {
      case "false", "0" -> new Nothing();
      case "true", "1" -> new AnyEngine();
      default -> engines(text);
    };
  }

  private static SignDemand engines(String text) {
    var names = new ArrayList<String>();
    for (String name : text.split("[;,]")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    // The C program takes an empty list for none, too.
    return names.isEmpty() ? new Nothing() : new Engines(List.copyOf(names));
  }
}
