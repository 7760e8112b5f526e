// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// Has the heap collected once so much was allocated since the last time. Left to itself the
/// virtual machine rather asks the system for more memory than it looks for garbage, and what
/// compares or compresses large files leaves behind large arrays.
final class HeapTrim {
  private static final long SLACK_BYTES = 16L << 20;
  private static final long LARGE_BYTES = 4L << 20;

  private final Runtime runtime = Runtime.getRuntime();
  private long keptBytes;

  /// To be called between pieces of work.
  void run() {
    if (usedBytes() > keptBytes + SLACK_BYTES) {
      runtime.gc();
      keptBytes = usedBytes();
    }
  }

  /// To be called before so much is allocated.
  void makeRoom(long bytes) {
    if (bytes > LARGE_BYTES && bytes > runtime.freeMemory()) {
      runtime.gc();
      keptBytes = usedBytes();
    }
  }

  private long usedBytes() {
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
