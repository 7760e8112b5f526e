// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Annotation;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.Commit;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// How `log` and `show` print a commit.
final class CommitText {
  private static final String INDENT = "    ";

  private final Console console;

  CommitText(Console console) {
    this.console = console;
  }

  /// Prints the block that people read.
  void print(Checksum name, Commit commit) throws IOException {
    console.println("commit " + name);
    printBody(commit);
  }

  /// Prints the block without its first line.
  void printBody(Commit commit) throws IOException {
    if (commit.parent().isPresent()) {
      console.println("Parent:  " + commit.parent().get());
    }
    console.println("ContentChecksum:  " + commit.contentChecksum());
    console.println("Date:  " + date(commit.timestampSeconds()));
    if (commit.version().isPresent()) {
      console.println("Version: " + commit.version().get());
    }
    if (commit.subject().isEmpty()) {
      console.println("(no subject)");
    } else {
      console.println();
      printIndented(commit.subject());
    }
    if (!commit.body().isEmpty()) {
      console.println();
      printIndented(commit.body());
    }
    console.println();
  }

  /// Prints the object itself as text.
  void printRaw(Checksum name, Variant commit) throws IOException {
    console.println("commit " + name);
    console.println(commit.byteswapped().print(Annotation.FULL));
  }

  private void printIndented(String text) throws IOException {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      console.println(INDENT + text.substring(start, end));
      start = end + 1;
    }
  }

  /// `2024-01-02 03:04:05 +0000`.
  static String date(long seconds) {
    LocalDateTime time;
    try {
      time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    } catch (DateTimeException e) {
      // No calendar reaches that far; the number itself says more than an error.
      return "@" + Long.toUnsignedString(seconds);
    }
    var text = new StringBuilder(25).append(time.getYear());
    append(text, '-', time.getMonthValue());
    append(text, '-', time.getDayOfMonth());
    append(text, ' ', time.getHour());
    append(text, ':', time.getMinute());
    append(text, ':', time.getSecond());
    return text.append(" +0000").toString();
  }

  private static void append(StringBuilder text, char before, int number) {
    text.append(before).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
