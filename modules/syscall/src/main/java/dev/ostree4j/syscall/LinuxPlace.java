// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// A name in an open directory: what is left of a path once its parent is open.
final class LinuxPlace implements AutoCloseable {
  private final Gate gate;
  final int directory;
  final String name;
  private final boolean owned;

  LinuxPlace(Gate gate, int directory, String name, boolean owned) {
    this.gate = gate;
    this.directory = directory;
    this.name = name;
    this.owned = owned;
  }

  /// A path which leads here from anywhere, for calls that know no directory descriptors.
  String absolute() {
    return "/proc/self/fd/" + directory + "/" + name;
  }

  @Override
  public void close() {
    if (owned) {
      try (Scratch s = gate.pool.borrow()) {
        Gate.close(s, directory);
      }
    }
  }
}
