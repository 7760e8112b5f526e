// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A virtual machine of its own with little heap, in which a test sees what memory something takes.
final class SmallHeap {
  private SmallHeap() {}

  /// Runs a main class of the tests, which must end well; what it printed.
  static String run(int mebibytes, Class<?> main, String... arguments) {
    String modules = System.getProperty("jdk.module.path");
    String classes = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + mebibytes + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                modules == null ? classes : modules + File.pathSeparator + classes,
                main.getName()));
    command.addAll(List.of(arguments));
    ReferenceProgram.Outcome outcome = ReferenceProgram.run(command, Map.of());
    assertEquals(0, outcome.status(), outcome::toString);
    return outcome.out().strip();
  }
}
