// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The rules of the source tree which no compiler knows.
class TidyTest {
  private static final String LICENCE = "SPDX-License-Identifier: LGPL-2.1-or-later";

  /// Comes from Maven under its own licence, which it names itself.
  private static final Set<String> FOREIGN = Set.of("mvnw");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\n]*`", Pattern.DOTALL);
  private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.\\-/])/(work|farm|root)/");
  private static final Pattern POM_MODULE = Pattern.compile("<module>modules/(\\w+)</module>");
  private static final Pattern BOM_MODULE =
      Pattern.compile("<artifactId>ostree4j-(\\w+)</artifactId>");

  private final SourceTree tree;

  TidyTest() throws IOException {
    tree = SourceTree.read();
  }

  @Test
  void everySourceAndScriptNamesItsLicence() throws IOException {
    List<String> silent = new ArrayList<>();
    for (String name : tree.names(TidyTest::isSource)) {
      // A script begins with its interpreter, a pom with the declaration of XML.
      if (tree.lines(name).stream().limit(2).noneMatch(line -> line.contains(LICENCE))) {
        silent.add(name);
      }
    }
    assertEquals(List.of(), silent);
  }

  private static boolean isSource(String name) {
    boolean named = Pattern.matches(".*\\.(java|sh|xml|py|js|mjs|awk)", name);
    return named || name.equals("ostree4j") || name.startsWith(".ci/");
  }

  @Test
  void noFileNamesAPathOfOneMachine() throws IOException {
    List<String> found = new ArrayList<>();
    for (String name : tree.names(name -> !FOREIGN.contains(name))) {
      if (tree.isText(name) && MACHINE_PATH.matcher(tree.text(name)).find()) {
        found.add(name);
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void everyModuleAndPackageTellsItsDuty() throws IOException {
    Set<String> silent = new TreeSet<>();
    for (String name : tree.names(name -> name.matches("modules/\\w+/src/main/java/.*\\.java"))) {
      Path directory = Path.of(name).getParent();
      Path about = tree.root().resolve(directory).resolve("package-info.java");
      if (!directory.endsWith("java") && !Files.exists(about)) {
        silent.add(directory + "/package-info.java");
      }
      boolean describes = name.endsWith("-info.java");
      if (describes && tree.lines(name).stream().noneMatch(line -> line.startsWith("/// "))) {
        silent.add(name);
      }
    }
    assertEquals(Set.of(), silent);
  }

  @Test
  void everyExportedThingIsDocumented() throws IOException {
    List<String> bare = new ArrayList<>();
    for (String name : tree.names(name -> name.matches("modules/\\w+/src/main/java/.*\\.java"))) {
      for (int line : PublicDocs.missing(tree.lines(name))) {
        bare.add(name + ":" + line);
      }
    }
    assertEquals(List.of(), bare);
  }

  @Test
  void everyExportedTypeTellsSinceWhenItIsThere() throws IOException {
    List<String> ageless = new ArrayList<>();
    for (String name : tree.names(name -> name.matches("modules/\\w+/src/main/java/.*\\.java"))) {
      for (int line : PublicDocs.ageless(tree.lines(name))) {
        ageless.add(name + ":" + line);
      }
    }
    assertEquals(List.of(), ageless);
  }

  @Test
  void theModulesReachWhatTheArchitectureSays() throws IOException {
    ModuleGraph table = ModuleGraph.ofTable(tree.text("docs/ARCHITECTURE.md"));
    ModuleGraph real = ModuleGraph.ofDescriptors(descriptors());
    assertEquals(new TreeSet<>(table.required().keySet()), real.required().keySet());
    for (String module : table.required().keySet()) {
      assertEquals(table.closure(module), real.closure(module), module);
    }
  }

  @Test
  void aModuleRequiresOnlyRowsAboveItsOwn() throws IOException {
    Set<String> above = new TreeSet<>();
    var rows = ModuleGraph.ofTable(tree.text("docs/ARCHITECTURE.md")).required().entrySet();
    assertFalse(rows.isEmpty());
    for (var row : rows) {
      Set<String> below = new TreeSet<>(row.getValue());
      below.removeAll(above);
      assertEquals(Set.of(), below, row.getKey());
      above.add(row.getKey());
    }
  }

  private Map<String, String> descriptors() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String name : tree.names(name -> name.matches("modules/.*/main/java/module-info.java"))) {
      found.put(Path.of(name).getName(1).toString(), tree.text(name));
    }
    return found;
  }

  @Test
  void mavenBuildsEveryModuleAndTheBomListsIt() throws IOException {
    Set<String> real = descriptors().keySet();
    Set<String> built = matches(POM_MODULE, tree.text("pom.xml"));
    built.removeAll(Set.of("bom", "dist"));
    Set<String> listed = matches(BOM_MODULE, tree.text("modules/bom/pom.xml"));
    listed.remove("bom");
    assertEquals(real, built);
    assertEquals(real, listed);
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  @Test
  void everyLinkOfADocumentLeadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String name : tree.names(name -> name.endsWith(".md"))) {
      String prose = CODE.matcher(tree.text(name)).replaceAll("");
      for (String target : matches(LINK, prose)) {
        Path file = tree.root().resolve(name).resolveSibling(target);
        if (!target.contains("://") && !target.startsWith("mailto:") && !Files.exists(file)) {
          broken.add(name + " -> " + target);
        }
      }
    }
    assertEquals(List.of(), broken);
  }
}
