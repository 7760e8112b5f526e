// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.traverse.FsckEvent;
import dev.ostree4j.traverse.FsckListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Prints what a running check tells.
final class FsckPrinter implements FsckListener {
  private final Console console;
  private final boolean quiet;
  private final ProgressLine progress;

  FsckPrinter(Console console, boolean quiet) {
    this.console = console;
    this.quiet = quiet;
    progress = new ProgressLine(console);
  }

  @Override
  public void heard(FsckEvent event) {
    try {
      print(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the progress line, if there is one.
  void end() throws IOException {
    progress.end();
  }

  private void print(FsckEvent event) throws IOException {
    if (event instanceof FsckEvent.Progress(long done, long total)) {
      if (total > 0) {
        long percent = done * 100 / total;
        String text = "fsck objects (" + done + "/" + total + ") " + percent + "%";
        if (done <= 1 || done == total) {
          progress.showAlways(text);
        } else {
          progress.show(text);
        }
      }
      return;
    }
    progress.end();
    switch (event) {
      case FsckEvent.ValidatingRefs refs -> head("Validating refs...");
      case FsckEvent.ValidatingCollectionRefs refs -> head("Validating refs in collections...");
      case FsckEvent.EnumeratingCommits commits -> head("Enumerating commits...");
      case FsckEvent.VerifyingContent(int commits) ->
          head("Verifying content integrity of " + commits + " commit objects...");
      case FsckEvent.Progress one -> throw new AssertionError(one);
      case FsckEvent.RefTargetMissing(var name) -> console.warn("Object missing: " + name);
      case FsckEvent.Missing(var name, var commits) ->
          console.warn("Object missing in commits " + joined(commits) + ": " + name);
      case FsckEvent.Damaged(var name, String message) -> console.warn(message);
      case FsckEvent.MarkedPartial(var commit) ->
          console.warn("Marking commit as partial: " + commit);
      case FsckEvent.TombstoneAdded(var commit) ->
          console.println("Adding tombstone for commit " + commit);
    }
  }

  private void head(String line) throws IOException {
    if (!quiet) {
      console.println(line);
    }
  }

  private static String joined(List<Checksum> commits) {
    var text = new StringBuilder();
    for (Checksum commit : commits) {
      text.append(text.isEmpty() ? "" : ", ").append(commit.hex());
    }
    return text.toString();
  }
}
