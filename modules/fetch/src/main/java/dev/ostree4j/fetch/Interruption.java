// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.InterruptedIOException;

/// How a fetch ends when its thread is interrupted.
final class Interruption {
  private Interruption() {}

  /// The exception to throw; sets the flag of the thread, which the wait has cleared.
  static InterruptedIOException of(String url) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while fetching " + url);
  }
}
