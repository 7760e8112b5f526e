// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;

/// What `-v` adds on standard error, for a report of a fault: what runs where, and how a failure
/// came about. Lines begin as those of the C program do.
final class FaultReport {
  private static final String PREFIX = "OT: ";

  /// The places of a failure that are shown, for each cause.
  private static final int PLACES_MAX = 20;

  private static final int CAUSES_MAX = 8;

  private final Console console;
  private final boolean wanted;

  FaultReport(Console console, boolean wanted) {
    this.console = console;
    this.wanted = wanted;
  }

  /// Tells a fact.
  void tell(String fact) throws IOException {
    if (wanted) {
      console.printToErrors(PREFIX + TerminalText.escape(fact) + "\n");
    }
  }

  /// Tells which program this is and what it runs on.
  void tellProgram(String command) throws IOException {
    if (wanted) {
      tell("ostree4j " + VersionText.OSTREE4J + ", as libostree " + VersionText.LIBOSTREE);
      tell("Java " + property("java.runtime.version") + " on " + system());
      tell("command " + command);
    }
  }

  private static String system() {
    return property("os.name") + " " + property("os.version") + " " + property("os.arch");
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  /// Tells where a failure came from.
  void tellFailure(Throwable failure) throws IOException {
    Throwable cause = failure;
    for (int i = 0; wanted && cause != null && i < CAUSES_MAX; i++) {
      tell((i == 0 ? "" : "caused by ") + cause);
      StackTraceElement[] places = cause.getStackTrace();
      for (int j = 0; j < Math.min(places.length, PLACES_MAX); j++) {
        tell("  at " + places[j]);
      }
      cause = cause.getCause();
    }
  }
}
