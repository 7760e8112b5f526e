// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A bar that grows on a terminal; nothing elsewhere.
final class ProgressBar {
  private static final int WIDTH = 40;

  private final ProgressLine line;
  private final boolean shown;
  private final String label;
  private final long total;
  private long done;
  private long drawnAt = -1;

  ProgressBar(Console console, String label, long total) {
    this.line = new ProgressLine(console);
    this.shown = console.isTerminal();
    this.label = label;
    this.total = Math.max(1, total);
  }

  /// One more is done. May be called where only unchecked exceptions are allowed.
  void advance() {
    moveTo(done + 1);
  }

  void moveTo(long newDone) {
    done = Math.min(newDone, total);
    long step = done * WIDTH / total;
    if (!shown || step == drawnAt) {
      return;
    }
    drawnAt = step;
    try {
      line.show(
          label
              + " ["
              + "#".repeat((int) step)
              + ".".repeat((int) (WIDTH - step))
              + "] "
              + done * 100 / total
              + "%");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void end() throws IOException {
    moveTo(total);
    line.end();
  }
}
