// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaEvent;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaReport;
import dev.ostree4j.delta.FallbackObject;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.repo.SizeText;
import java.io.IOException;
import java.util.Optional;

/// Tells on standard error what goes into a delta that is made, in the lines of the C program.
///
/// Two of its lines tell what it knows before it looks at any file. We look at all files at once,
/// so they come when that is known: which were put together from pieces of others comes after the
/// comparison, and its progress counts whatever way was found.
final class DeltaGenerateLog implements DeltaListener {
  private final Console console;
  private final boolean patches;

  /// How much metadata is new besides dirtrees and dirmetas.
  private final int newCommits;

  private final HeapTrim heap = new HeapTrim();
  private int modified;
  private int compared;
  private int copied;
  private boolean encoding = true;

  DeltaGenerateLog(Console console, DeltaName delta, boolean patches) {
    this.console = console;
    this.patches = patches;
    newCommits = delta.from().equals(Optional.of(delta.to())) ? 0 : 1;
  }

  @Override
  public void on(DeltaEvent event) {
    switch (event) {
      case DeltaEvent.Planned(int metadata, int regular, int symlinks, int sources) -> {
        modified = sources;
        say("modified: " + sources);
        say(
            "new reachable: metadata="
                + (metadata + newCommits)
                + " content regular="
                + regular
                + " symlink="
                + symlinks);
      }
      case DeltaEvent.Comparing(Checksum file, long heapBytes) -> heap.makeRoom(heapBytes);
      case DeltaEvent.Encoded(Checksum file, DeltaEvent.Method method) -> {
        heap.run();
        compared(method);
      }
      case DeltaEvent.FallenBack(FallbackObject object) -> {
        endEncoding();
        String size = SizeText.of(object.uncompressedBytes());
        say("fallback for " + object.name().checksum() + " (" + size + ")");
      }
      case DeltaEvent.Compressed block -> heap.run();
      case DeltaEvent.PartWritten(int index, PartHeader part) -> {
        heap.run();
        endEncoding();
        say(
            "part "
                + (index + 1)
                + " n:"
                + part.objects().size()
                + " compressed:"
                + part.sizeBytes()
                + " uncompressed:"
                + part.uncompressedBytes());
      }
    }
  }

  private void compared(DeltaEvent.Method method) {
    if (method == DeltaEvent.Method.COPIES) {
      copied++;
    }
    if (patches) {
      say("processing bsdiff: [" + compared + "/" + modified + "]");
    }
    compared++;
  }

  private void endEncoding() {
    if (encoding) {
      say("rollsum for " + copied + "/" + modified + " modified");
    }
    encoding = false;
  }

  void end(DeltaReport report) {
    say(
        "uncompressed="
            + report.uncompressedBytes()
            + " compressed="
            + report.compressedBytes()
            + " loose="
            + report.looseBytes());
    say("rollsum=" + report.copiedFiles() + " objects, " + report.copiedBytes() + " bytes");
    say("bsdiff=" + report.patchedFiles() + " objects");
  }

  /// The delta is made whether or not anybody can read this.
  private void say(String line) {
    try {
      console.printToErrorsAlone(line + "\n");
    } catch (IOException e) {
      return; // Full or closed; the C program goes on, too.
    }
  }
}
