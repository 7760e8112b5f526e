// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.InterruptedIOException;

/// Asks whether the thread is to stop.
final class Interrupts {
  private Interrupts() {}

  static void check() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while working on a static delta");
    }
  }
}
