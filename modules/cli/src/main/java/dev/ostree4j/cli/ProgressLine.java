// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;

/// Progress: one line that changes on a terminal, a plain log elsewhere.
final class ProgressLine {
  private static final String CLEAR_TO_END = "\u001b[K";

  /// A log gets a line a second, which is what the C program writes too.
  private static final long LOG_STEP_NANOS = 1_000_000_000L;

  private final Console console;
  private boolean open;
  private long lastLogged = System.nanoTime();

  ProgressLine(Console console) {
    this.console = console;
  }

  /// Shows how far the work is; a log leaves out what comes too soon after the last line.
  void show(String text) throws IOException {
    if (console.isTerminal() || System.nanoTime() - lastLogged >= LOG_STEP_NANOS) {
      showAlways(text);
    }
  }

  /// Shows a beginning or an end, in a log too.
  void showAlways(String text) throws IOException {
    if (console.isTerminal()) {
      console.printControl("\r" + TerminalText.escape(text) + CLEAR_TO_END);
      open = true;
    } else {
      console.println(text);
      lastLogged = System.nanoTime();
    }
  }

  /// Leaves the last text standing; what follows begins on a new line.
  void end() throws IOException {
    if (open) {
      leave();
    }
  }

  /// The same, also when there is no text yet: the line stays empty then.
  void leave() throws IOException {
    console.printControl("\n");
    open = false;
  }
}
