// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// The directory that `quickstart` commits, and what is in it.
///
/// @param directory the directory
/// @param paths how many files and directories it holds
/// @param files how many of them are regular files
/// @param sizeBytes how large its files are
record QuickStartSource(Path directory, long paths, long files, long sizeBytes) {
  /// Enough files to show that it is fast.
  private static final long FILES_MIN = 5_000;

  /// Larger than this and the first try takes longer than people wait.
  private static final long SIZE_BYTES_MAX = 1_500_000_000;

  private static final List<String> CANDIDATES =
      List.of(
          "/usr/share/doc",
          "/usr/include",
          "/usr/share/man",
          "/usr/share/zoneinfo",
          "/usr/share/locale",
          "/usr/lib/python3",
          "/usr/share",
          "/usr/lib",
          "/usr");

  /// Looks for a part of the machine's own `/usr` that is neither too small nor too large.
  static QuickStartSource choose() throws IOException {
    for (String candidate : CANDIDATES) {
      Path directory = Path.of(candidate);
      if (Files.isDirectory(directory) && !Files.isSymbolicLink(directory)) {
        QuickStartSource found = measure(directory);
        if (found.files() >= FILES_MIN && found.sizeBytes() <= SIZE_BYTES_MAX) {
          return found;
        }
      }
    }
    throw new CommandException(
        "no part of /usr has the right size to try things out; name a directory of your own");
  }

  static QuickStartSource measure(Path directory) throws IOException {
    var counter = new Counter();
    Files.walkFileTree(directory, counter);
    return new QuickStartSource(directory, counter.paths, counter.files, counter.sizeBytes);
  }

  private static final class Counter extends SimpleFileVisitor<Path> {
    private long paths;
    private long files;
    private long sizeBytes;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      paths++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      paths++;
      if (attributes.isRegularFile()) {
        files++;
        sizeBytes += attributes.size();
      }
      return sizeBytes > SIZE_BYTES_MAX ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
