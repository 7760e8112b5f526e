// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The media that are mounted.
///
/// @since 0.1
@FunctionalInterface
public interface Volumes {
  /// The directories on which media are mounted now, in the order in which they are looked at.
  List<Path> mounted() throws IOException;

  /// Those of this machine, for people: what is mounted below `/media` and `/run/media`.
  static Volumes ofMachine() {
    return new MountTable(Path.of("/proc/self/mountinfo"));
  }

  /// These directories.
  static Volumes of(List<Path> directories) {
    List<Path> copy = List.copyOf(directories);
    return () -> copy;
  }
}
