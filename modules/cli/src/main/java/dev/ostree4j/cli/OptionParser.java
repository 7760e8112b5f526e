// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.ArrayList;
import java.util.List;

/// Splits a command line into options and arguments, as GLib's parser does.
///
/// Options and arguments may be mixed; `--` ends the options; a lone `-` is an argument. Long
/// options are never abbreviated and take their value after `=` or as the next word. Letters may be
/// combined (`-RC`), and a letter with a value takes the next word.
final class OptionParser {
  private final OptionSet options;
  private final String[] words;
  private final List<String> arguments = new ArrayList<>();
  private int next;
  private boolean helpWanted;

  private OptionParser(OptionSet options, String[] words) {
    this.options = options;
    this.words = words;
  }

  /// What is left after the options went where they belong.
  record Result(List<String> arguments, boolean helpWanted) {}

  static Result parse(OptionSet options, String... words) throws CommandException {
    var parser = new OptionParser(options, words);
    parser.parseAll();
    return new Result(parser.arguments, parser.helpWanted);
  }

  private void parseAll() throws CommandException {
    boolean optionsEnded = false;
    // Help ends the parsing: what follows it is not looked at, so that it cannot be wrong.
    while (next < words.length && !helpWanted) {
      String word = words[next++];
      if (optionsEnded || word.length() < 2 || word.charAt(0) != '-') {
        arguments.add(word);
      } else if (word.equals("--")) {
        optionsEnded = true;
      } else if (word.charAt(1) == '-') {
        parseLong(word);
      } else {
        parseLetters(word);
      }
    }
  }

  private void parseLong(String word) throws CommandException {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
    Option option = options.find(name);
    if (option == null && (word.equals("--help") || word.equals("--help-all"))) {
      helpWanted = true;
    } else if (option == null || (equals >= 0 && !option.takesValue())) {
      throw unknown(word);
    } else if (!option.takesValue()) {
      option.accept("--" + name, "");
    } else {
      String value = equals < 0 ? following("--" + name) : word.substring(equals + 1);
      option.accept("--" + name, value);
    }
  }

  private void parseLetters(String word) throws CommandException {
    int first = next;
    for (int i = 1; i < word.length() && !helpWanted; i++) {
      char letter = word.charAt(i);
      Option option = options.find(letter);
      if (option == null && (letter == 'h' || letter == '?')) {
        helpWanted = true;
      } else if (option == null) {
        throw unknown(word);
      } else if (!option.takesValue()) {
        option.accept("-" + letter, "");
      } else if (next != first) {
        // Two letters of one word cannot both own the next word.
        throw new CommandException("Error parsing option -" + letter);
      } else {
        option.accept("-" + letter, following("-" + letter));
      }
    }
  }

  private String following(String shown) throws CommandException {
    if (next >= words.length) {
      throw new CommandException("Missing argument for " + shown);
    }
    return words[next++];
  }

  private static CommandException unknown(String word) {
    return new CommandException("Unknown option " + word);
  }
}
