// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.pull.PullEvent;
import dev.ostree4j.pull.PullListener;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Shows on a terminal how far a pull is; elsewhere it is silent.
final class PullPrinter implements PullListener {
  /// A line for every so many objects is fast enough for the eye.
  private static final int STEP = 64;

  private final Console console;
  private final ProgressLine progress;
  private long imported;

  PullPrinter(Console console) {
    this.console = console;
    progress = new ProgressLine(console);
  }

  @Override
  public void heard(PullEvent event) {
    if (!console.isTerminal()) {
      return;
    }
    try {
      switch (event) {
        case PullEvent.Imported one -> {
          if (++imported % STEP == 0) {
            progress.show("Writing objects: " + imported);
          }
        }
        case PullEvent.Publishing now -> progress.show("Writing objects: " + imported);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void end() throws IOException {
    progress.end();
  }
}
