// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What no line of our own code may do, since it has hurt other programs in Java.
class SourceRulesTest {
  private static final String MAIN = "modules/\\w+/src/main/java/.*\\.java";

  private final SourceTree tree;

  SourceRulesTest() throws IOException {
    tree = SourceTree.read();
  }

  private List<String> linesWith(String files, String regex) throws IOException {
    Pattern pattern = Pattern.compile(regex);
    List<String> names = tree.names(name -> name.matches(files));
    assertFalse(names.isEmpty());
    var found = new ArrayList<String>();
    for (String name : names) {
      for (String line : tree.lines(name)) {
        if (!line.strip().startsWith("//") && pattern.matcher(line).find()) {
          found.add(name + ": " + line.strip());
        }
      }
    }
    return found;
  }

  @Test
  void nothingIsReadAsAJavaObject() throws IOException {
    assertEquals(
        List.of(), linesWith(MAIN, "ObjectInputStream|\\breadObject\\(|XMLDecoder|readUnshared"));
  }

  @Test
  void nothingWaitsForTheGarbageCollector() throws IOException {
    assertEquals(
        List.of(), linesWith(MAIN, "void finalize\\(|\\bCleaner\\b|PhantomReference|System\\.gc"));
  }

  @Test
  void textAndBytesNameTheirCharacterSet() throws IOException {
    assertEquals(
        List.of(),
        linesWith(MAIN, "\\.getBytes\\(\\)|new FileReader\\(|new FileWriter\\(|defaultCharset\\("));
  }

  @Test
  void lettersAndNumbersAreThoseOfNoLanguage() throws IOException {
    assertEquals(List.of(), linesWith(MAIN, "to(Lower|Upper)Case\\(\\)|Locale\\.getDefault"));
    assertEquals(
        List.of(),
        linesWith(
            MAIN,
            "String\\.format\\((?!\\s*Locale|\"%02X\")|DateFormat\\(|^(?!.*Locale).*%[0-9.]*[df]"));
  }

  @Test
  void nobodyLooksIntoClassesWhileTheProgramStarts() throws IOException {
    assertEquals(
        List.of(),
        linesWith(
            "modules/cli/src/main/java/.*\\.java",
            "java\\.lang\\.reflect|Class\\.forName|getDeclared(Field|Method|Constructor)"));
  }

  @Test
  void nothingButTheCommandLineEndsTheProcess() throws IOException {
    assertEquals(
        List.of(),
        linesWith(
            "modules/(?!cli/)\\w+/src/main/java/.*\\.java", "System\\.exit|\\.halt\\(|setOut\\("));
  }
}
