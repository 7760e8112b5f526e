// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.pull.PullReport;

/// The line at the end of a pull.
final class PullText {
  private static final int KIBIBYTE = 1024;

  private PullText() {}

  static String of(PullReport report) {
    boolean fetched = report.origin() == PullReport.Origin.SERVER;
    return report.remote().metadata()
        + " metadata, "
        + report.remote().content()
        + " content objects "
        + (fetched ? "fetched" : "imported")
        + local(report.local())
        + transferred(report)
        + "; "
        + SizeText.of(report.contentBytesWritten())
        + " content written";
  }

  private static String local(PullReport.Count local) {
    return local.equals(PullReport.Count.NONE)
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
