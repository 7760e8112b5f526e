// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.Duration;
import java.util.Random;

/// Options with limits so short that a test does not wait, and bytes to send.
final class Quick {
  private Quick() {}

  static FetchOptions options() {
    return FetchOptions.defaults()
        .withPauses(Duration.ofMillis(1), Duration.ofMillis(2))
        .withConnectLimit(Duration.ofSeconds(5))
        .withIdleLimit(Duration.ofMillis(300))
        .withLowSpeedLimit(0, Duration.ofSeconds(1));
  }

  /// The same bytes each time, with no pattern in them.
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
