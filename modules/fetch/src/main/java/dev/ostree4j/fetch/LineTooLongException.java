// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;

/// A line that does not end where it must.
final class LineTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  LineTooLongException() {
    super("a line or the head is too long");
  }
}
