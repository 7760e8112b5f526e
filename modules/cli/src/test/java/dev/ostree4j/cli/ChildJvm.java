// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs the command line in a process of its own, with the modules of this test.
final class ChildJvm {
  private final List<String> prefix = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  /// A Java with a heap limit, such as `192m`.
  ChildJvm(String heap) {
    prefix.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    prefix.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    prefix.add("--enable-native-access=ALL-UNNAMED");
    prefix.addAll(List.of("-cp", classPath(), Main.class.getName()));
  }

  /// The same with more options of the virtual machine.
  ChildJvm with(List<String> options) {
    prefix.addAll(1, options);
    return this;
  }

  /// The same with one more variable in its environment.
  ChildJvm with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// The same without a module, which is taken from its class path.
  ChildJvm without(String module) {
    int place = prefix.indexOf("-cp") + 1;
    prefix.set(
        place,
        Arrays.stream(prefix.get(place).split(File.pathSeparator))
            .filter(entry -> !entry.contains("/modules/" + module + "/"))
            .filter(entry -> !entry.contains("ostree4j-" + module + "-"))
            .collect(Collectors.joining(File.pathSeparator)));
    return this;
  }

  /// How a script starts a class of this test, with arguments behind it; for paths without blanks.
  static String commandOf(Class<?> main) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return java
        + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "
        + classPath()
        + " "
        + main.getName();
  }

  /// Runs a command that must succeed and returns what it printed.
  String succeed(String... arguments) {
    ReferenceProgram.Outcome outcome = run(arguments);
    assertEquals(0, outcome.status(), () -> String.join(" ", arguments) + ": " + outcome);
    return outcome.out();
  }

  /// Runs a command to its end.
  ReferenceProgram.Outcome run(String... arguments) {
    var command = new ArrayList<>(prefix);
    command.addAll(List.of(arguments));
    return ReferenceProgram.run(command, environment);
  }

  /// Starts a command, whose output nobody reads.
  Process start(String... arguments) throws IOException {
    var command = new ArrayList<>(prefix);
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// All that this test sees, whether it runs on the module path or the class path.
  private static String classPath() {
    String modules = System.getProperty("jdk.module.path");
    String classes = System.getProperty("java.class.path");
    return modules == null ? classes : modules + File.pathSeparator + classes;
  }
}
