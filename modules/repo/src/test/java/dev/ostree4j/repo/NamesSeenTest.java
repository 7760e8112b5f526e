// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NamesSeenTest {
  private static String path(int number) {
    Checksum checksum = Checksum.ofContent(("object " + number).getBytes(StandardCharsets.UTF_8));
    return new ObjectName(checksum, ObjectType.FILE).loosePath(false);
  }

  @Test
  void whatWasPutThereMayBeThere() {
    var names = new NamesSeen();
    for (int i = 0; i < 10_000; i++) {
      names.add(path(i));
    }
    for (int i = 0; i < 10_000; i++) {
      assertTrue(names.mayHave(path(i)), path(i));
    }
  }

  @Test
  void mostOfWhatIsNotThereIsKnownNotToBe() {
    var names = new NamesSeen();
    for (int i = 0; i < 10_000; i++) {
      names.add(path(i));
    }
    int unsure = 0;
    for (int i = 10_000; i < 20_000; i++) {
      unsure += names.mayHave(path(i)) ? 1 : 0;
    }
    assertTrue(unsure < 200, unsure + " of 10,000");
  }

  @Test
  void allOfADirectoryThatWasThereBeforeMayBeThere() {
    var names = new NamesSeen();
    names.addAll("a7");
    names.addAll("staging");
    names.addAll("zz");
    for (int i = 0; i < 2_000; i++) {
      assertEquals(path(i).startsWith("a7/"), names.mayHave(path(i)), path(i));
    }
  }

  @Test
  void aDirectoryAloneIsNoObject() {
    var names = new NamesSeen();
    names.add("a7");
    assertFalse(names.mayHave("a7/00000.file"));
  }
}
