// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.pull.DeltaCount;
import dev.ostree4j.pull.PullReport;
import dev.ostree4j.repo.SizeText;

/// The line at the end of a pull.
final class PullText {
  private static final int KIBIBYTE = 1024;

  private PullText() {}

  static String of(PullReport report) {
    return objects(report)
        + transferred(report)
        + "; "
        + SizeText.of(report.contentBytesWritten())
        + " content written";
  }

  private static String objects(PullReport report) {
    PullReport.Count remote = report.remote();
    long parts = report.deltas().parts() - report.deltas().partsInline();
    if (parts > 0) {
      long loose = remote.metadata() + remote.content();
      return parts + " delta parts, " + loose + " loose fetched";
    }
    boolean fetched = report.origin() == PullReport.Origin.SERVER;
    return remote.metadata()
        + " metadata, "
        + remote.content()
        + " content objects "
        + (fetched ? "fetched" : "imported")
        + local(report.local());
  }

  /// The line of a pull that only measures.
  static String measured(DeltaCount deltas) {
    return "Delta update: "
        + deltas.parts()
        + "/"
        + deltas.partsTotal()
        + " parts, "
        + SizeText.of(deltas.bytes())
        + "/"
        + SizeText.of(deltas.bytesTotal())
        + ", "
        + SizeText.of(deltas.uncompressedBytesTotal())
        + " total uncompressed";
  }

  private static String local(PullReport.Count local) {
    return local.metadata() == 0 && local.content() == 0
        ? ""
        : " (" + local.metadata() + " meta, " + local.content() + " content local)";
  }

  private static String transferred(PullReport report) {
    long bytes = report.bytesTransferred();
    if (bytes == 0) {
      return "";
    }
    String size = bytes < KIBIBYTE ? bytes + " B" : bytes / KIBIBYTE + " KiB";
    return "; " + size + " transferred in " + report.elapsed().toSeconds() + " seconds";
  }
}
