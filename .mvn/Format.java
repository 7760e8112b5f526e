// SPDX-License-Identifier: LGPL-2.1-or-later

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/// Formats every Java file of the project, or says which ones are not formatted.
///
/// Maven runs it on the project's JDK with the formatter on the class path: `java Format.java ROOT
/// check|fix`.
final class Format {
  private static final Set<String> NOT_OURS = Set.of("target", ".git");

  public static void main(String[] arguments) throws IOException {
    boolean fix = arguments[1].equals("fix");
    List<String> line = new ArrayList<>();
    line.addAll(fix ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    line.addAll(javaFiles(Path.of(arguments[0])));
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int status = formatter.run(System.out, System.err, line.toArray(String[]::new));
    if (status != 0 && !fix) {
      System.err.println(
          "These files are not formatted. Run: ./mvnw -q -N -Pformat verify, and commit.");
    }
    System.exit(status);
  }

  private static List<String> javaFiles(Path root) throws IOException {
    List<String> found = new ArrayList<>();
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
            if (file.toString().endsWith(".java")) {
              found.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
