// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Pulls from hostile servers, in a heap of 128 MiB: each ends with its own message, and leaves
/// refs, objects and everything else that anybody sees as they were.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostilePullIT {
  private static final long HEAP_MAX_BYTES = 128L << 20;

  private final Map<String, String> verdicts = new LinkedHashMap<>();

  @BeforeAll
  void runAll(@TempDir Path scratch) {
    ReferenceProgram.Outcome outcome = ReferenceProgram.run(command(scratch), Map.of());
    assertEquals(0, outcome.status(), outcome.err());
    for (String line : outcome.out().lines().toList()) {
      String[] pair = line.split("\t", 2);
      assertEquals(2, pair.length, line);
      verdicts.put(pair[0], pair[1]);
    }
  }

  private List<String> command(Path scratch) {
    String modules = System.getProperty("jdk.module.path");
    String classes = System.getProperty("java.class.path");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        modules == null ? classes : modules + File.pathSeparator + classes,
        HostilePulls.class.getName(),
        scratch.toString());
  }

  @Test
  void theHeapWasSmall() {
    assertTrue(Long.parseLong(verdicts.get("heap")) <= HEAP_MAX_BYTES, verdicts.get("heap"));
  }

  @Test
  void thereAreManyCasesAndNoneTwice() {
    List<String> names = HostileCases.all().stream().map(HostileCase::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
    assertTrue(names.size() >= 60, "only " + names.size());
  }

  @TestFactory
  List<DynamicTest> everyCaseIsRefusedWithoutHarm() {
    return HostileCases.all().stream()
        .map(HostileCase::name)
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name)))
        .toList();
  }

  private void check(String name) {
    String verdict = verdicts.getOrDefault(name, "not run");
    assertTrue(verdict.startsWith("ok "), name + ": " + verdict);
  }
}
