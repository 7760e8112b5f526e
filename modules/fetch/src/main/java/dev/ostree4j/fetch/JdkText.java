// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/// What the JDK says about a failure, for people: its messages often hold the names of its classes,
/// or the name of a file and nothing else.
final class JdkText {
  // The text may come from a server: possessive, so that nothing is tried twice.
  private static final Pattern CLASS =
      Pattern.compile("\\b(?:[a-z]\\w*+\\.)++[A-Z]\\w*(?:Exception|Error)\\b(?:: )?");

  private JdkText() {}

  static String of(Throwable failure) {
    return switch (failure) {
      case NoSuchFileException e -> "No such file or directory";
      case AccessDeniedException e -> "Permission denied";
      default -> message(failure);
    };
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    String clipped = message == null ? "" : Headers.clipped(message);
    String plain = CLASS.matcher(clipped).replaceAll("").strip();
    String open = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    return open.isEmpty() ? "for no reason that is told" : open;
  }
}
