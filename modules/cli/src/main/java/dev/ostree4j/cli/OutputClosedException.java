// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;

/// Nobody reads our output any more. The run ends without a word, as if by the signal that other
/// programs get.
final class OutputClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  OutputClosedException(IOException cause) {
    super(cause);
  }
}
