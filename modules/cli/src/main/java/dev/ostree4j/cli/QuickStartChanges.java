// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// The few changes that `quickstart` makes to its own checkout.
final class QuickStartChanges {
  private static final int FILES = 4;

  private final Path tree;

  QuickStartChanges(Path tree) {
    this.tree = tree;
  }

  /// Changes, removes and adds files, and says how many.
  String make() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(tree)) {
      files =
          all.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path))
              .limit(FILES)
              .toList();
    }
    for (int i = 1; i < files.size(); i++) {
      replace(files.get(i));
    }
    if (!files.isEmpty()) {
      Files.delete(files.getFirst());
    }
    Files.writeString(tree.resolve("hello-from-ostree4j.txt"), "Written by quickstart.\n");
    return Math.max(0, files.size() - 1)
        + " changed, "
        + Math.min(1, files.size())
        + " removed, 1 added";
  }

  /// Writes aside and renames: the old inode is the repository's and must stay as it is.
  private static void replace(Path file) throws IOException {
    Path aside = file.resolveSibling(".quickstart-new");
    byte[] old = Files.readAllBytes(file);
    byte[] more = "\nChanged by quickstart.\n".getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(aside)) {
      out.write(old);
      out.write(more);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
