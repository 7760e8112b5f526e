// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.keyfile.KeyFileException.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeyFileTest {
  private static final String CONFIG =
      """
      # made by hand

      [core]
      repo_version=1
      # how it is stored
      mode=archive-z2

      [remote "origin"]
      url=https://example.com/repo
      branches=stable;testing;
      """;

  private static KeyFileException refused(String text) {
    return assertThrows(KeyFileException.class, () -> KeyFile.parse(text));
  }

  @Nested
  class Reading {
    @Test
    void valuesAreFoundByGroupAndKey() throws Exception {
      KeyFile file = KeyFile.parse(CONFIG);
      assertEquals(List.of("core", "remote \"origin\""), file.groups());
      assertEquals(List.of("repo_version", "mode"), file.keys("core"));
      assertEquals(Optional.of("archive-z2"), file.find("core", "mode"));
      assertEquals(Optional.of(1L), file.findLong("core", "repo_version"));
      assertEquals(
          Optional.of(List.of("stable", "testing")),
          file.findStrings("remote \"origin\"", "branches"));
    }

    @Test
    void absentKeysAreEmpty() throws Exception {
      KeyFile file = KeyFile.parse(CONFIG);
      assertEquals(Optional.empty(), file.find("core", "zz2"));
      assertEquals(Optional.empty(), file.find("zz", "mode"));
      assertEquals(Optional.empty(), file.findBoolean("core", "fsync"));
      assertEquals(Optional.empty(), file.findDouble("core", "fsync"));
      assertFalse(file.has("core", "zz2"));
    }

    @Test
    void requiredKeysAreRefusedInTheWordsOfGlib() throws Exception {
      KeyFile file = KeyFile.parse(CONFIG);
      var noKey = assertThrows(KeyFileException.class, () -> file.string("core", "zz2"));
      assertEquals("Key file does not have key “zz2” in group “core”", noKey.getMessage());
      assertEquals(Reason.KEY_NOT_FOUND, noKey.reason());
      var noGroup = assertThrows(KeyFileException.class, () -> file.string("zz", "k"));
      assertEquals("Key file does not have group “zz”", noGroup.getMessage());
      assertEquals(Reason.GROUP_NOT_FOUND, noGroup.reason());
    }

    @Test
    void truthIsWrittenInFourWays() throws Exception {
      KeyFile file = KeyFile.parse("[g]\na=true\nb=1 \nc=false\nd=0\ne=maybe\n");
      assertEquals(Optional.of(true), file.findBoolean("g", "a"));
      assertEquals(Optional.of(true), file.findBoolean("g", "b"));
      assertEquals(Optional.of(false), file.findBoolean("g", "c"));
      assertEquals(Optional.of(false), file.findBoolean("g", "d"));
      var e = assertThrows(KeyFileException.class, () -> file.findBoolean("g", "e"));
      assertEquals(
          "Key file contains key “e” which has a value that cannot be interpreted.",
          e.getMessage());
    }

    @Test
    void numbersMustBeNumbers() throws Exception {
      KeyFile file = KeyFile.parse("[g]\na=-12\nb=1.5 \nc=12x\nd=\n");
      assertEquals(Optional.of(-12L), file.findLong("g", "a"));
      assertEquals(Optional.of(1.5), file.findDouble("g", "b"));
      assertThrows(KeyFileException.class, () -> file.findLong("g", "c"));
      assertThrows(KeyFileException.class, () -> file.findDouble("g", "c"));
      assertThrows(KeyFileException.class, () -> file.findLong("g", "d"));
    }

    @Test
    void listsMayHaveAnotherSeparator() throws Exception {
      KeyFile file = KeyFile.parse("[g]\nk=a,b\\,c;d\n");
      assertEquals(Optional.of(List.of("a", "b,c;d")), file.findStrings("g", "k", ','));
    }

    @Test
    void theBestTranslationWins() throws Exception {
      KeyFile file = KeyFile.parse("[g]\nk=plain\nk[de]=deutsch\nk[de_AT]=leiwand\n");
      assertEquals(Optional.of("leiwand"), file.findLocale("g", "k", "de_AT.UTF-8"));
      assertEquals(Optional.of("deutsch"), file.findLocale("g", "k", "de_DE@euro"));
      assertEquals(Optional.of("plain"), file.findLocale("g", "k", "fr"));
    }

    @Test
    void commentsAboveAKeyCanBeRead() throws Exception {
      KeyFile file = KeyFile.parse(CONFIG);
      assertEquals(Optional.of(" how it is stored\n"), file.comment("core", "mode"));
      assertEquals(Optional.empty(), file.comment("core", "repo_version"));
    }
  }

  @Nested
  class Refusing {
    @Test
    void aLineThatIsNothing() {
      KeyFileException e = refused("[g]\ngarbage\n");
      assertEquals(Reason.PARSE, e.reason());
      assertEquals(
          "Key file contains line “garbage” which is not a key-value pair, group, or comment",
          e.getMessage());
    }

    @Test
    void aKeyBeforeAnyGroup() {
      assertEquals("Key file does not start with a group", refused("k=v\n").getMessage());
    }

    @Test
    void namesThatAreNone() {
      assertEquals("Invalid group name: ", refused("[]\n").getMessage());
      assertEquals("Invalid key name: a]", refused("[g]\na]=b\n").getMessage());
    }

    @Test
    void anotherEncoding() {
      KeyFileException e = refused("[g]\nEncoding=latin1\n");
      assertEquals(Reason.UNKNOWN_ENCODING, e.reason());
      assertEquals("Key file contains unsupported encoding “latin1”", e.getMessage());
    }

    @Test
    void bytesThatAreNoTextOnlyWhenTheyAreAskedFor() throws Exception {
      KeyFile file = KeyFile.parse(new byte[] {'[', 'g', ']', '\n', 'k', '=', (byte) 0xFF});
      assertThrows(KeyFileException.class, () -> file.find("g", "k"));
      assertArrayEquals(
          new byte[] {'[', 'g', ']', '\n', 'k', '=', (byte) 0xFF, '\n'}, file.toBytes());
    }

    @Test
    void namesAndValuesThatWouldBecomeOtherLines() {
      KeyFile file = KeyFile.empty();
      for (String group : List.of("", "a]\n[b", "a\nb", "a[b")) {
        assertThrows(IllegalArgumentException.class, () -> file.set(group, "k", "v"), group);
      }
      for (String key : List.of("", "a=b", "#a", "[a]", " a", "a ", "a\nb", "a\0")) {
        assertThrows(IllegalArgumentException.class, () -> file.set("g", key, "v"), key);
      }
      for (String value : List.of("a\n[b]", " a", "a\0", "a\r")) {
        assertThrows(IllegalArgumentException.class, () -> file.setRaw("g", "k", value), value);
      }
      assertEquals("", file.toText());
    }
  }

  @Nested
  class Writing {
    @Test
    void nothingChangesWhenNothingIsSet() throws Exception {
      assertEquals(CONFIG, KeyFile.parse(CONFIG).toText());
    }

    @Test
    void oneKeyChangesOneLine() throws Exception {
      KeyFile file = KeyFile.parse(CONFIG);
      file.set("core", "mode", "bare");
      assertEquals(CONFIG.replace("archive-z2", "bare"), file.toText());
    }

    @Test
    void aNewKeyStandsBehindTheEmptyLinesOfItsGroup() throws Exception {
      KeyFile file = KeyFile.parse("[a]\nk=1\n\n[b]\nk=2\n");
      file.set("a", "new", "3");
      assertEquals("[a]\nk=1\n\nnew=3\n\n[b]\nk=2\n", file.toText());
    }

    @Test
    void groupsAreSetApart() {
      KeyFile file = KeyFile.empty();
      file.setLong("core", "repo_version", 1);
      file.setBoolean("other", "b", true);
      file.setStrings("other", "l", List.of("a;b", " c"));
      assertEquals("[core]\nrepo_version=1\n\n[other]\nb=true\nl=a\\;b;\\sc;\n", file.toText());
    }

    @Test
    void aCopyIsIndependent() throws Exception {
      KeyFile file = KeyFile.parse(CONFIG);
      KeyFile copy = file.copy();
      copy.set("core", "mode", "bare");
      copy.removeGroup("remote \"origin\"");
      assertEquals(CONFIG, file.toText());
      copy.copyGroup(file, "remote \"origin\"");
      copy.copyGroup(file, "core");
      assertEquals(file.groups(), copy.groups());
      assertEquals(Optional.of("archive-z2"), copy.find("core", "mode"));
    }

    @Test
    void removingSaysWhetherThereWasSomething() throws Exception {
      KeyFile file = KeyFile.parse(CONFIG);
      assertTrue(file.remove("core", "mode"));
      assertFalse(file.remove("core", "mode"));
      assertTrue(file.removeGroup("core"));
      assertFalse(file.removeGroup("core"));
    }

    @Test
    void commentsCanBeSet() throws Exception {
      KeyFile file = KeyFile.parse("[g]\n# old\nk=v\n");
      file.setComment("g", "k", " new\n lines");
      assertEquals("[g]\n# new\n# lines\nk=v\n", file.toText());
    }
  }
}
