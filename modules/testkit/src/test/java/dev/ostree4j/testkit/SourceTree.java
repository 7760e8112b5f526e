// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The files of the checkout that the tests run in, without build results.
final class SourceTree {
  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea");

  private final Path root;
  private final List<Path> files;

  private SourceTree(Path root, List<Path> files) {
    this.root = root;
    this.files = files;
  }

  /// Reads the names of all files above and below the current directory.
  static SourceTree read() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes status) {
            return NOT_OURS.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes status) {
            found.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return new SourceTree(root, found);
  }

  Path root() {
    return root;
  }

  /// The names, relative to the root, of all files for which `wanted` holds.
  List<String> names(Predicate<String> wanted) {
    return files.stream().map(file -> root.relativize(file).toString()).filter(wanted).toList();
  }

  String text(String name) throws IOException {
    return Files.readString(root.resolve(name));
  }

  List<String> lines(String name) throws IOException {
    return text(name).lines().toList();
  }

  /// Whether a file is text: bytes in files of other kinds mean nothing to a reader.
  boolean isText(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(root.resolve(name));
    var decoder = StandardCharsets.UTF_8.newDecoder();
    try {
      return decoder.decode(ByteBuffer.wrap(bytes)).chars().noneMatch(c -> c == 0);
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
