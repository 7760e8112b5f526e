// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaEvent;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaReport;
import dev.ostree4j.delta.PartHeader;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Tells on standard error what goes into a delta that is made.
final class DeltaGenerateLog implements DeltaListener {
  private final Console console;
  private final HeapTrim heap = new HeapTrim();

  DeltaGenerateLog(Console console) {
    this.console = console;
  }

  @Override
  public void on(DeltaEvent event) {
    switch (event) {
      case DeltaEvent.Planned(int metadata, int regular, int symlinks, int sources) -> {
        say("modified: " + sources);
        say(
            "new reachable: metadata="
                + metadata
                + " content regular="
                + regular
                + " symlink="
                + symlinks);
      }
      case DeltaEvent.Comparing(Checksum file, long heapBytes) -> heap.makeRoom(heapBytes);
      case DeltaEvent.Encoded encoded -> heap.run();
      case DeltaEvent.Compressed block -> heap.run();
      case DeltaEvent.PartWritten(int index, PartHeader part) -> {
        heap.run();
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

  private void say(String line) {
    try {
      console.warn(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
