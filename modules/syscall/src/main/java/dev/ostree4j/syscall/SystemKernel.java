// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.nio.file.FileSystems;

/// Holds the one kernel of this process, chosen on first use.
final class SystemKernel {
  static final Kernel INSTANCE = choose();

  private SystemKernel() {}

  private static Kernel choose() {
    return LinuxKernel.isAvailable()
        ? new LinuxKernel()
        : new PortableKernel(FileSystems.getDefault());
  }
}
