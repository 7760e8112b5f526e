// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// A text is no date. Never leaves [DateText].
final class DateSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  DateSyntaxException() {
    super("not a date");
  }
}
