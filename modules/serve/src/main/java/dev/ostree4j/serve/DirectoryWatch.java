// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Notices that a directory is no longer where it was.
final class DirectoryWatch {
  // Short enough for a test-suite which removes the directory and starts the next server.
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Path directory;
  private final @Nullable Object key;

  DirectoryWatch(Path directory) throws IOException {
    this.directory = directory.toAbsolutePath();
    this.key = Files.readAttributes(this.directory, BasicFileAttributes.class).fileKey();
  }

  /// Waits until it is gone.
  void await() throws InterruptedException {
    while (isThere()) {
      Thread.sleep(PAUSE);
    }
  }

  private boolean isThere() {
    try {
      Object now = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
      return key == null || key.equals(now);
    } catch (IOException e) {
      return false;
    }
  }
}
