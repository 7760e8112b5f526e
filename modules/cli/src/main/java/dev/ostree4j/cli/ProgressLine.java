// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;

/// Progress: one line that changes on a terminal, a plain log elsewhere.
final class ProgressLine {
  private static final String CLEAR_TO_END = "\u001b[K";

  private final Console console;
  private boolean open;

  ProgressLine(Console console) {
    this.console = console;
  }

  void show(String text) throws IOException {
    if (console.isTerminal()) {
      console.printControl("\r" + TerminalText.escape(text) + CLEAR_TO_END);
      open = true;
    } else {
      console.println(text);
    }
  }

  /// Leaves the last text standing; what follows begins on a new line.
  void end() throws IOException {
    if (open) {
      console.printControl("\n");
      open = false;
    }
  }
}
