// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.pull.PullEvent;
import dev.ostree4j.pull.PullListener;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Prints on a terminal, between the steps of a pull, who signed each commit with GPG; elsewhere
/// nothing, as in the C program. A commit that nobody known signed is shown before it is refused.
final class PullSignaturesText implements PullListener {
  private final Console console;
  private final PullPrinter progress;

  PullSignaturesText(Console console, PullPrinter progress) {
    this.console = console;
    this.progress = progress;
  }

  @Override
  public void heard(PullEvent event) {
    progress.heard(event);
    if (console.isTerminal() && event instanceof PullEvent.Judged judged) {
      try {
        progress.leaveLine();
        console.println();
        new GpgSignatureText(console).printDemanded(judged.signatures());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
