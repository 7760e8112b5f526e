// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command line with the name of the command taken out.
///
/// The name is the first word that is no option, wherever it stands, so that options may precede
/// it: `--repo=r log main`.
///
/// @param command the name, or null when there is none
/// @param rest all other words in their order
record CommandLine(@Nullable String command, List<String> rest) {
  static CommandLine split(List<String> words) {
    return split(words, true);
  }

  /// The same, but the name may stand behind `--`, too.
  static CommandLine splitAnywhere(List<String> words) {
    return split(words, false);
  }

  private static CommandLine split(List<String> words, boolean endsOptions) {
    var rest = new ArrayList<String>(words.size());
    String command = null;
    boolean optionsEnded = false;
    for (String word : words) {
      optionsEnded |= endsOptions && word.equals("--");
      if (command == null && !optionsEnded && !word.startsWith("-")) {
        command = word;
      } else {
        rest.add(word);
      }
    }
    return new CommandLine(command, rest);
  }

  String[] restArray() {
    return rest.toArray(new String[0]);
  }
}
