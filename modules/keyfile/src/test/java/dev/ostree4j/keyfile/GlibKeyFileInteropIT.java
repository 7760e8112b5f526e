// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real GLib and we must agree on generated and damaged texts: whether they are key files, what
/// they say, and how they are written.
class GlibKeyFileInteropIT {
  private static final int FILES = 25_000;
  private static final List<String> LOCALES = List.of("de", "de_DE", "de_DE.UTF-8@euro", "fr@x");
  private static final String[] PIECES = {
    "[core]",
    "[a]",
    "[b c]",
    "[remote \"o\"]",
    "[",
    "]",
    "=",
    ";",
    "#",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\\",
    "\\s",
    "\\n",
    "\\;",
    "\\t",
    "\\q",
    "k",
    "key",
    "key2",
    "true",
    "false",
    "1",
    "0",
    "-17",
    "99999999999999999999",
    "é",
    "€",
    "[de]",
    "[de_DE]",
    "x[de_DE.UTF-8@euro]",
    "# comment",
    "Encoding=UTF-8",
    "Encoding=latin1",
    "Encoding=utf-8",
    "key=",
    "key = value",
    "list=a;b;c;",
    "list=a\\;b;",
    "\f",
    "\u000b",
    "\u0000",
    "\u007f",
    "²",
    "Ⅷ"
  };

  /// What an action of ours answered, in GLib's terms.
  private interface Ours {
    Optional<?> answer() throws KeyFileException;
  }

  private final long seed = Long.getLong("seed", 20_240_101L);
  private final Random random = new Random(seed);

  @BeforeEach
  void needsGlib() {
    if (!Glib.isPresent()) {
      String why = "libglib-2.0.so.0 is not installed, so GLib cannot be compared with";
      System.err.println("SKIPPED: " + why);
      if ("required".equals(System.getProperty("interop"))) {
        fail(why);
      }
      assumeTrue(false, why);
    }
  }

  @Test
  void generatedAndDamagedTextsAreReadAndWrittenAlike() throws Throwable {
    int good = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] text = random.nextInt(3) == 0 ? pieces() : damaged(lines());
      good += compare(text, i) ? 1 : 0;
    }
    // A comparison of refusals alone would say nothing.
    assertEquals(true, good > FILES / 4, "only " + good + " texts were key files");
  }

  @Test
  void changesAreWrittenAlike() throws Throwable {
    for (int i = 0; i < 3_000; i++) {
      byte[] text = lines();
      try (Glib theirs = new Glib()) {
        if (theirs.load(text).error() == null) {
          KeyFile ours = KeyFile.parse(text);
          String what = changeBoth(ours, theirs);
          assertEquals(theirs.text(), ours.toText(), where(text, i) + what);
        }
      }
    }
  }

  private String changeBoth(KeyFile ours, Glib theirs) throws Throwable {
    StringBuilder what = new StringBuilder();
    for (int n = random.nextInt(6); n >= 0; n--) {
      String group = pick("core", "a", "new");
      String key = pick("key", "key2", "fresh");
      String value = pick("", " a b ", "\t", "x;y\\", "line\nend", "é ", ";", "\r \n x");
      int action = random.nextInt(5);
      what.append(action).append(' ').append(group).append(' ').append(key).append('\n');
      switch (action) {
        case 0 -> {
          ours.set(group, key, value);
          theirs.set("g_key_file_set_string", group, key, value);
        }
        case 1 -> {
          ours.setRaw(group, key, "raw" + value.replaceAll("[\n\r]", ""));
          theirs.set("g_key_file_set_value", group, key, "raw" + value.replaceAll("[\n\r]", ""));
        }
        case 2 -> {
          List<String> values = List.of(value, "b", pick(" ; c", "", "d"));
          ours.setStrings(group, key, values);
          theirs.setStrings(group, key, values);
        }
        case 3 -> {
          boolean was = ours.remove(group, key);
          assertEquals(theirs.removeKey(group, key).error() == null, was);
        }
        default -> {
          boolean was = ours.removeGroup(group);
          assertEquals(theirs.removeGroup(group).error() == null, was);
        }
      }
    }
    return what.toString();
  }

  private boolean compare(byte[] text, int i) throws Throwable {
    try (Glib theirs = new Glib()) {
      Glib.Answer loaded = theirs.load(text);
      KeyFile ours;
      try {
        ours = KeyFile.parse(text);
      } catch (KeyFileException e) {
        assertEquals(loaded.error(), e.getMessage(), where(text, i));
        return false;
      }
      assertEquals(loaded.error(), null, where(text, i));
      assertEquals(theirs.text(), ours.toText(), where(text, i));
      assertEquals(theirs.groups(), ours.groups(), where(text, i));
      for (String group : ours.groups()) {
        assertEquals(theirs.keys(group).value(), ours.keys(group), where(text, i));
        for (String key : ours.keys(group)) {
          compareValues(theirs, ours, group, key, where(text, i));
        }
        compareValues(theirs, ours, group, "absent", where(text, i));
      }
      return true;
    }
  }

  private void compareValues(Glib theirs, KeyFile ours, String group, String key, String where)
      throws Throwable {
    String at = where + "\nin " + group + " / " + key;
    same(theirs.string("g_key_file_get_value", group, key), () -> ours.findRaw(group, key), at);
    same(theirs.string("g_key_file_get_string", group, key), () -> ours.find(group, key), at);
    same(theirs.strings(group, key), () -> ours.findStrings(group, key), at);
    same(theirs.bool(group, key), () -> ours.findBoolean(group, key), at);
    same(theirs.int64(group, key), () -> ours.findLong(group, key), at);
    // Of a translation that is no text GLib gives what it could read, without an error.
    boolean plain = ours.toText().indexOf('\\') < 0 && Bytes.isUtf8(ours.toText());
    for (String locale : plain ? LOCALES : List.<String>of()) {
      same(
          theirs.locale(group, key, locale),
          () -> ours.findLocale(group, key, locale),
          at + " in " + locale);
    }
  }

  private static void same(Glib.Answer theirs, Ours ours, String at) {
    Object answer;
    try {
      Optional<?> value = ours.answer();
      answer = value.isPresent() ? value.get() : "does not have key";
    } catch (KeyFileException e) {
      answer = e.getMessage();
    }
    String error = theirs.error();
    if (error != null && error.contains("does not have key")) {
      error = "does not have key";
    }
    // GLib puts the raw bytes of a bad value into this message, we replace them.
    if (error != null && error.startsWith("Key “")) {
      error = Bytes.readable(error);
      answer = Bytes.readable(String.valueOf(answer));
    }
    assertEquals(error != null ? error : theirs.value(), answer, at);
  }

  private String where(byte[] text, int i) {
    return "seed " + seed + ", text " + i + ": <<" + Bytes.decode(text) + ">>\n";
  }

  private byte[] pieces() {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "[core]\n" : "");
    for (int n = random.nextInt(14); n > 0; n--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] lines() {
    StringBuilder text = new StringBuilder(pick("[core]\n", "[a]\n# c\n", ""));
    for (int n = random.nextInt(12); n >= 0; n--) {
      text.append(n > 8 ? "# top" : line()).append(pick("\n", "\n", "\n\n", "\r\n"));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String line() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> "[" + pick("core", "a", "remote \"o\"", "é") + "]" + pick("", " ", "\t");
      case 2 -> pick("#", "# c", "  # indented", "\t", "   ");
      default ->
          pick("key", "key2", "k e y", "key[de]", "key[de_DE]", "é", "Encoding")
              + pick("=", " = ", "=  ")
              + pick("true", "0", "1 ", "a;b;", "a\\;b", " x\\sy", "\\q", "", "-5", "+7", "UTF-8");
    };
  }

  private byte[] damaged(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int damage = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(3);
    for (byte b : text) {
      int action = random.nextInt(text.length * 3 + 1);
      if (action >= damage) {
        out.write(b);
      } else if (action == 1) {
        out.write(random.nextInt(256));
      } else if (action == 2) {
        out.write(b);
        out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
