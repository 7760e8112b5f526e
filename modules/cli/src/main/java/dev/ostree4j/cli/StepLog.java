// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Tells the steps of `quickstart`: what is done, how the command line would do it, how long it
/// took.
final class StepLog {
  /// Something that is done and may fail.
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  private record Timing(String title, long millis) {}

  private final Console console;
  private final List<Timing> timings = new ArrayList<>();

  StepLog(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  /// Does the work of one step.
  ///
  /// @param title what it does
  /// @param command how to do the same on the command line
  <T> T step(String title, String command, Work<T> work) throws IOException {
    console.println();
    console.println((timings.size() + 1) + ". " + title);
    console.println("   $ " + command);
    console.flush();
    long start = System.nanoTime();
    T result = work.run();
    var timing = new Timing(title, (System.nanoTime() - start) / 1_000_000);
    timings.add(timing);
    say("done in " + duration(timing.millis()));
    return result;
  }

  /// Prints one line below the heading of the step.
  void say(String line) throws IOException {
    console.println("   " + line);
  }

  void printTimings() throws IOException {
    long total = 0;
    for (int i = 0; i < timings.size(); i++) {
      Timing timing = timings.get(i);
      total += timing.millis();
      String number = i + 1 < 10 ? " " + (i + 1) : Integer.toString(i + 1);
      console.println("  " + number + ". " + padded(duration(timing.millis())) + timing.title());
    }
    console.println("      " + padded(duration(total)) + "altogether");
  }

  private static String padded(String text) {
    return text + " ".repeat(Math.max(2, 12 - text.length()));
  }

  private static String duration(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis / 1000 + "." + millis / 100 % 10 + " s";
  }
}
