// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.ArrayList;
import java.util.List;

/// The help text of a command, in the layout of GLib's option parser.
final class HelpText {
  private static final String HELP_SIGNATURE = "-h, --help";

  private HelpText() {}

  /// Builds the text.
  ///
  /// @param usage the line under "Usage", without the indentation
  /// @param body what stands between usage and options: the summary, a list of commands
  static String of(String usage, String body, OptionSet options) {
    var lines = new ArrayList<Line>();
    int width = width(HELP_SIGNATURE);
    for (Option option : options.all()) {
      if (!option.isHidden()) {
        lines.add(new Line(option.signature(), option.help()));
        width = Math.max(width, width(option.signature()));
      }
    }
    var text = new StringBuilder(1024);
    text.append("Usage:\n  ").append(usage).append("\n\n").append(body).append("\n\n");
    text.append("Help Options:\n");
    append(text, List.of(new Line(HELP_SIGNATURE, "Show help options")), width);
    text.append("\nApplication Options:\n");
    append(text, lines, width);
    return text.append('\n').toString();
  }

  private static int width(String signature) {
    // GLib leaves the two dashes out when it measures, and adds them again to the column.
    return signature.length() - 2;
  }

  private static void append(StringBuilder text, List<Line> lines, int width) {
    for (Line line : lines) {
      int start = text.length();
      text.append("  ").append(line.signature());
      int column = start + width + 8;
      while (text.length() < column) {
        text.append(' ');
      }
      text.append(' ').append(line.help()).append('\n');
    }
  }

  private record Line(String signature, String help) {}
}
