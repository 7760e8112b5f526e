// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Nested
  class Refs {
    @Test
    void areFragmentsJoinedBySlashes() throws InvalidNameException {
      for (String text :
          List.of("a", "a-", "_a", "x.y", "a/b/c", "9", "a/9..", "é", "日本/語", "ⅷ", "½", "𝒳")) {
        assertEquals(text, RefName.parse(text).text());
      }
    }

    @Test
    void ofOtherFormsAreRefused() {
      for (String text :
          List.of(
              "", "a b", "x+y", ".a", "a/.b", "-a", "a//b", "/a", "a/", "a:b", "..", "a/../b",
              "a\n", "\n", "a\0", "a\uD800", "\u0301", "a\u2028", "“a”", "a/-b", "a^")) {
        var e = assertThrows(InvalidNameException.class, () -> RefName.parse(text));
        assertEquals("Invalid ref name " + text, e.getMessage());
        assertEquals(text, e.text());
        assertTrue(RefName.find(text).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new RefName(text));
      }
    }
  }

  @Nested
  class Remotes {
    @Test
    void areOneFragment() throws InvalidNameException {
      assertEquals("origin-1.x", RemoteName.parse("origin-1.x").toString());
    }

    @Test
    void ofOtherFormsAreRefused() {
      for (String text : List.of("", "a/b", "a\n", "a\"]\n[core", ".a", "-a", "a:b")) {
        var e = assertThrows(InvalidNameException.class, () -> RemoteName.parse(text));
        assertEquals("Invalid remote name " + text, e.getMessage());
      }
    }
  }

  @Nested
  class RefSpecs {
    @Test
    void haveARemoteOrNone() throws InvalidNameException {
      var ours = RefSpec.parse("os/main");
      assertTrue(ours.remote().isEmpty());
      assertEquals("os/main", ours.ref().text());
      var theirs = RefSpec.parse("origin:os/main");
      assertEquals("origin", theirs.remote().orElseThrow().text());
      assertEquals("os/main", theirs.ref().text());
      assertEquals("origin:os/main", theirs.toString());
    }

    @Test
    void mayEndWithALineEnd() throws InvalidNameException {
      for (String end : List.of("\n", "\r", "\r\n", "\u000b", "\f", "\u0085", "\u2028", "\u2029")) {
        assertEquals("a", RefSpec.parse("a" + end).toString());
      }
      assertEquals("r:a", RefSpec.parse("r:a\n").toString());
    }

    @Test
    void ofOtherFormsAreRefused() {
      for (String text :
          List.of("", ":a", "a:", "a:b:c", "a/b:c", "a\n\n", "\n", "a\n\r", "a b", "r\n:a")) {
        var e = assertThrows(InvalidNameException.class, () -> RefSpec.parse(text));
        assertEquals("Invalid refspec " + text, e.getMessage());
        assertTrue(RefSpec.find(text).isEmpty());
      }
    }

    @Test
    void areEqualByValue() throws InvalidNameException {
      var remote = RemoteName.parse("r");
      var ref = RefName.parse("a");
      assertEquals(RefSpec.of(remote, ref), RefSpec.parse("r:a"));
      assertEquals(RefSpec.of(ref).hashCode(), RefSpec.parse("a").hashCode());
      assertFalse(RefSpec.of(ref).equals(RefSpec.of(remote, ref)));
      assertTrue(RefSpec.parse("a").compareTo(RefSpec.parse("b")) < 0);
    }
  }

  @Nested
  class Collections {
    @Test
    void haveAtLeastTwoElements() throws InvalidNameException {
      for (String text : List.of("a.b", "org.example.Os", "_1._2", "a." + "b".repeat(253))) {
        assertEquals(text, CollectionId.parse(text).text());
      }
    }

    @Test
    void ofOtherFormsAreRefused() {
      for (String text :
          List.of(
              "",
              "a",
              ".a",
              "a.",
              "a..b",
              "1.b",
              "a.1",
              "a-b.c",
              "é.b",
              "a.b\n",
              "a." + "b".repeat(254))) {
        var e = assertThrows(InvalidNameException.class, () -> CollectionId.parse(text));
        assertEquals("Invalid collection ID " + text, e.getMessage());
      }
    }

    @Test
    void ownRefs() throws InvalidNameException {
      var ref = CollectionRef.parse("org.example.Os", "main");
      assertEquals("(org.example.Os, main)", ref.toString());
      assertTrue(ref.compareTo(CollectionRef.parse("org.example.Os", "main2")) < 0);
      assertTrue(ref.compareTo(CollectionRef.parse("org.example.Oa", "z")) > 0);
    }
  }

  @Nested
  class Objects {
    private final Checksum checksum = Hexes.checksum('a');
    private final ObjectName file = new ObjectName(checksum, ObjectType.FILE);

    @Test
    void areChecksumAndType() {
      String text = "a".repeat(64) + ".tombstone-commit";
      var name = ObjectName.parse(text);
      assertEquals(ObjectType.TOMBSTONE_COMMIT, name.type());
      assertEquals(text, name.toString());
    }

    @Test
    void ofOtherFormsAreRefused() {
      String hex = "a".repeat(64);
      for (String text :
          List.of(
              "",
              hex,
              hex + ".",
              hex + ".filez",
              hex + "_file",
              "A" + hex.substring(1) + ".file")) {
        assertTrue(ObjectName.find(text).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> ObjectName.parse(text));
      }
    }

    @Test
    void haveAPlaceInTheRepository() {
      String rest = "aa/" + "a".repeat(62);
      assertEquals(rest + ".file", file.loosePath(false));
      assertEquals(rest + ".filez", file.loosePath(true));
      var tree = new ObjectName(checksum, ObjectType.DIRTREE);
      assertEquals(rest + ".dirtree", tree.loosePath(true));
    }

    @Test
    void haveASerialisedForm() {
      assertEquals(
          Variant.tuple(Variant.string("a".repeat(64)), Variant.uint32(1)), file.serialised());
    }

    @Test
    void areOrderedByChecksumThenType() {
      assertTrue(file.compareTo(new ObjectName(checksum, ObjectType.DIRTREE)) < 0);
      assertTrue(file.compareTo(new ObjectName(Hexes.checksum('b'), ObjectType.FILE)) < 0);
    }

    @Test
    void haveTypesWithNumbersAndExtensions() {
      for (ObjectType type : ObjectType.values()) {
        assertEquals(type, ObjectType.ofNumber(type.number()).orElseThrow());
        assertEquals(type, ObjectType.ofExtension(type.extension()).orElseThrow());
      }
      assertTrue(ObjectType.ofNumber(0).isEmpty());
      assertTrue(ObjectType.ofNumber(10).isEmpty());
      assertTrue(ObjectType.ofNumber(-1).isEmpty());
      assertTrue(ObjectType.ofExtension("filez").isEmpty());
    }
  }

  @Nested
  class Files {
    @Test
    void areComparedByTheirUtf8Bytes() {
      assertTrue(FileNames.compare("a", "b") < 0);
      assertTrue(FileNames.compare("a", "aa") < 0);
      assertTrue(FileNames.compare("\uFFFD", "\uD83D\uDE00") < 0);
      assertTrue(FileNames.compare("\uD83D\uDE00", "\uD83D\uDE01") < 0);
      assertEquals(0, FileNames.compare("é", "é"));
    }
  }
}
