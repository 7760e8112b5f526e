// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes types, values and damaged bytes by chance, with a liking for what OSTree stores.
final class Generator {
  private static final List<String> USUAL =
      List.of(
          "a{sv}",
          "(a(say)a(sayay))",
          "(uuua(ayay))",
          "(uuuusa(ayay))",
          "(a{sv}aya(say)sstayay)",
          "as",
          "aay",
          "ay",
          "v",
          "(yv)",
          "a(ayay)",
          "(sv)",
          "aas",
          "(sss)",
          "(ysyts)");
  private static final String BASIC = "bynqiuhxtdsog";
  private static final String[] WORDS = {
    "",
    "a",
    "it's",
    "back\\slash",
    "\"both'",
    "tab\tbell\u0007",
    "é",
    "\u200b",
    "\ud83d\ude00",
    "ostree.sizes",
    "\u0001\u007f",
    "long".repeat(70)
  };

  private final RandomGenerator random;

  Generator(RandomGenerator random) {
    this.random = random;
  }

  String type() {
    return random.nextInt(3) == 0 ? USUAL.get(random.nextInt(USUAL.size())) : type(4);
  }

  private String type(int depth) {
    return switch (depth == 0 ? 9 : random.nextInt(11)) {
      case 0, 1 -> "a" + type(depth - 1);
      case 2 -> "m" + type(depth - 1);
      case 3, 4, 5 -> "(" + types(depth) + ")";
      case 6 -> "a{" + basic() + type(depth - 1) + "}";
      case 7 -> "v";
      case 8 -> "{" + basic() + type(depth - 1) + "}";
      default -> basic();
    };
  }

  private String types(int depth) {
    var text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(type(depth - 1));
    }
    return text.toString();
  }

  private String basic() {
    return String.valueOf(BASIC.charAt(random.nextInt(BASIC.length())));
  }

  Variant value(VariantType type) {
    return value(type, 4);
  }

  private Variant value(VariantType type, int depth) {
    return switch (type.kind()) {
      case 'a' -> array(type.element(), depth);
      case 'm' ->
          random.nextBoolean()
              ? Variant.nothing(type.element())
              : Variant.just(value(type.element(), depth - 1));
      case '(' -> tuple(type, depth);
      case '{' -> Variant.dictEntry(value(type.member(0), depth), value(type.member(1), depth));
      case 'v' -> Variant.variant(value(VariantType.of(depth <= 0 ? basic() : type(2)), depth - 2));
      case 'b' -> Variant.bool(random.nextBoolean());
      case 's' -> Variant.string(word());
      case 'o' -> Variant.objectPath(random.nextBoolean() ? "/" : "/org/a_1/B");
      case 'g' -> Variant.signature(random.nextBoolean() ? "" : "a{sv}(yas)");
      case 'd' -> Variant.float64(number());
      default -> Serialiser.number(type, random.nextInt(3) == 0 ? random.nextInt(3) - 1 : bits());
    };
  }

  private Variant array(VariantType element, int depth) {
    int count = depth <= 0 ? 0 : random.nextInt(20) == 0 ? 40 : random.nextInt(4);
    var elements = new ArrayList<Variant>();
    for (int i = 0; i < count && (i < 4 || depth > 2); i++) {
      elements.add(value(element, depth - 1));
    }
    return Variant.array(element, elements);
  }

  private Variant tuple(VariantType type, int depth) {
    var members = new ArrayList<Variant>();
    for (int i = 0; i < type.memberCount(); i++) {
      members.add(value(type.member(i), depth - 1));
    }
    return Variant.tuple(members);
  }

  String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private long bits() {
    return random.nextLong() >>> random.nextInt(64);
  }

  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(1000) / 8.0;
      case 1 -> random.nextInt(100);
      case 2 -> readable(Double.longBitsToDouble(random.nextLong()));
      case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case 4 -> -0.0;
      default -> Double.POSITIVE_INFINITY;
    };
  }

  /// This number, or zero for one so small that GLib refuses to read what it prints for it.
  private static double readable(double number) {
    return Math.abs(number) < Double.MIN_NORMAL ? 0 : number;
  }

  /// Bytes which differ from these in a few places, or are longer or shorter.
  byte[] damaged(byte[] bytes) {
    byte[] result = bytes.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      result = damagedOnce(result);
    }
    return result;
  }

  private byte[] damagedOnce(byte[] bytes) {
    if (bytes.length == 0) {
      return random(1 + random.nextInt(12));
    }
    int at = random.nextBoolean() ? random.nextInt(bytes.length) : nearEnd(bytes.length);
    byte[] result = bytes.clone();
    switch (random.nextInt(7)) {
      case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> result[at] = (byte) random.nextInt();
      case 2 -> result[at] = (byte) random.nextInt(Math.min(256, bytes.length + 2));
      case 3 -> result = Arrays.copyOf(bytes, at);
      case 4 -> result = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
      case 5 -> result = Arrays.copyOfRange(bytes, at, bytes.length);
      default -> {
        byte swapped = result[at];
        int other = nearEnd(bytes.length);
        result[at] = result[other];
        result[other] = swapped;
      }
    }
    return result;
  }

  private int nearEnd(int length) {
    return Math.max(0, length - 1 - random.nextInt(8));
  }

  private static final String[] PIECES = {
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    ",",
    ":",
    " ",
    "1",
    "-5",
    "0x1f",
    "1.5",
    "'a'",
    "\"b\"",
    "b'c\\001'",
    "just ",
    "nothing",
    "true",
    "false",
    "uint32 ",
    "byte ",
    "double ",
    "objectpath ",
    "signature ",
    "@as ",
    "@a{sv} ",
    "@mi ",
    "@(",
    "inf",
    "nan",
    "'\\u00e9'",
    "'\\U0001f600'",
    "'/a'",
    "[]",
    "{}",
    "()",
    "(1,)",
    "[1, 2]",
    "{1: 2}",
    "<1>",
    "é",
    "%i",
    "handle ",
    "@ay ",
    "int64 ",
    "string ",
    "@s",
    "@* ",
    "@r ",
    "@? ",
    "@a{vs} ",
    "\\",
    "'\\x\\n\\''",
    "\n"
  };

  /// A row of what texts are made of; seldom a text that means something.
  String text() {
    var text = new StringBuilder();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return random.nextInt(3) == 0 ? "[" + text + "]" : text.toString();
  }

  /// Up to eight of these.
  String letters(String letters) {
    var text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /// Something that starts like a number.
  String numeral() {
    String characters = random.nextBoolean() ? "0123456789" : "0123456789+-.xXeEpPafinty";
    var text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    for (int i = 1 + random.nextInt(21); i > 0; i--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    String[] words = {"", "", "", "uint64 ", "int64 ", "byte ", "int16 ", "double ", "uint16 "};
    return words[random.nextInt(words.length)] + text;
  }

  /// A text which differs from this one in a few places.
  String damaged(String text) {
    String result = text;
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(result.length() + 1);
      int end = Math.min(result.length(), at + random.nextInt(3));
      String piece = random.nextBoolean() ? PIECES[random.nextInt(PIECES.length)] : "";
      result = result.substring(0, at) + piece + result.substring(end);
    }
    // A torn pair of surrogates is no text that GLib could be given.
    return result.replaceAll("[\\ud800-\\udfff]", "?");
  }

  byte[] random(int length) {
    var bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(length + 2));
    }
    return bytes;
  }
}
