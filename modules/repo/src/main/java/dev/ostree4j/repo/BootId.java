// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells one boot of the machine from another.
final class BootId {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");

  /// Where the kernel does not tell: what is staged is then never taken up again.
  private static final String UNKNOWN = RandomNames.next("unknown-");

  private BootId() {}

  static String current() {
    try {
      return Files.readString(KERNEL).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
