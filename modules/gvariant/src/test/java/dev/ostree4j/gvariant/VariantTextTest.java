// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantTextTest {
  @Nested
  class Printing {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "@a{sv} {}",
          "uint32 5",
          "byte 0x2a",
          "b'bytes'",
          "b\"it's \\001\\377\\\"\"",
          "<<'x'>>",
          "@ms nothing",
          "@mmi just nothing",
          "[@mi 1, nothing]",
          "{'a': <true>, 'b': <@as []>}",
          "{1, 'x'}",
          "(1,)",
          "()",
          "[(int16 1, uint64 18446744073709551615), (-2, 0)]",
          "\"it's\"",
          "'a\\\\b\\n\\u0001\\U000e0001'",
          "objectpath '/a/b'",
          "signature 'a{sv}'",
          "1.0",
          "-inf",
          "0.10000000000000001",
          "1e+100",
          "[1.5, 2.0]"
        })
    void isItsOwnReadingBack(String text) throws VariantParseException {
      assertEquals(text, Variant.parse(text).print(Annotation.FULL));
    }

    @Test
    void withoutAnnotationsTellsNoTypes() {
      assertEquals("5", Variant.uint32(5).print());
      assertEquals("{}", VariantDict.empty().toVariant().print());
      assertEquals("<uint32 5>", Variant.variant(Variant.uint32(5)).print());
    }

    @ParameterizedTest
    @CsvSource({
      "0,0.0",
      "-0.0,-0.0",
      "100,100.0",
      "1e16,10000000000000000.0",
      "1e17,1e+17",
      "0.0001,0.0001",
      "0.00001,1.0000000000000001e-05",
      "1.5e300,1.5000000000000001e+300",
      "4.9e-324,4.9406564584124654e-324",
      "NaN,nan",
      "Infinity,inf"
    })
    void ofDoublesHasSeventeenDigits(double number, String text) {
      assertEquals(text, Variant.float64(number).print());
    }
  }

  @Nested
  class Parsing {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "5|i",
          "-5|i",
          "5.0|d",
          "1e3|d",
          "0x1e|i",
          "true|b",
          "'x'|s",
          "b'x'|ay",
          "<5>|v",
          "just 5|mi",
          "[1, 2.5]|ad",
          "[1, byte 2]|ay",
          "[[], [uint16 5]]|aaq",
          "['/x', objectpath '/']|ao",
          "[1, just 2]|ami",
          "[nothing, just 'x']|ams",
          "{'a': <1>}|a{sv}",
          "{1, 2}|{ii}",
          "(1, 'x')|(is)",
          "@(yt) (1, 2)|(yt)"
        })
    void infersTypes(String text, String type) throws VariantParseException {
      assertEquals(type, Variant.parse(text).type().text());
    }

    @Test
    void takesTheGivenType() throws VariantParseException {
      VariantType type = VariantType.of("a{sat}");
      Variant value = Variant.parse(type, "{'a': [1, 0x10, 010]}");
      assertEquals(type, value.type());
      assertEquals("{'a': [1, 16, 8]}", value.print());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "``|0:expected value",
          "hello|0-5:unknown keyword",
          "[1, 'a']|1-2,4-7:unable to find a common type",
          "['é', 1]|1-5,7-8:unable to find a common type",
          "[]|0-2:unable to infer type",
          "1 2|2:expected end of input",
          "(1)|2:expected ',' after first tuple element",
          "(1, 2|5:expected ',' or ')' to follow tuple element",
          "[1 2]|3:expected ',' or ']' to follow array element",
          "{1 2}|3:expected ':' or ',' to follow dictionary entry key",
          "{1: 2 3}|6:expected ',' or '}' to follow dictionary entry",
          "{1: 2, 3}|8:expected ':' to follow dictionary entry key",
          "{1, 2, 3}|5:expected '}' at end of dictionary entry",
          "{[1]: 2}|0-8:dictionary keys must have basic types",
          "<1|2:expected '>' to follow variant value",
          "'abc|0-4:unterminated string constant",
          "'\\u12'|3-5:invalid 4-character unicode escape",
          "'\\ud800'|3-7:invalid 4-character unicode escape",
          "byte 256|5-8:number out of range for type 'y'",
          "-1x|2-3:invalid character in number",
          "99999999999999999999|0-20:integer too big for any type",
          "1e999|0-5:number too big for any type",
          "4.9406564584124654e-324|0-23:number too big for any type",
          "int32 true|6-10:can not parse as value of type 'i'",
          "@a 1|0-2:invalid type declaration",
          "@a* []|0-3:type declarations must be definite",
          "objectpath 'a'|11-14:not a valid object path",
          "signature 'a'|10-13:not a valid signature"
        })
    void saysWhereAndWhy(String text, String message) {
      String asked = text == null ? "" : text;
      var failure = assertThrows(VariantParseException.class, () -> Variant.parse(asked));
      assertEquals(message, failure.getMessage());
    }

    @Test
    void refusesEndlessNesting() {
      String deep = "[".repeat(100_000);
      assertThrows(VariantParseException.class, () -> Variant.parse(deep));
      String justs = "just ".repeat(100_000) + "1";
      assertThrows(VariantParseException.class, () -> Variant.parse(justs));
    }

    @Test
    void refusesWhatIsNoText() {
      assertThrows(VariantParseException.class, () -> Variant.parse("'\ud800'"));
      assertThrows(VariantParseException.class, () -> Variant.parse("'a\0b'"));
      assertThrows(VariantParseException.class, () -> Variant.parse("1\0"));
    }
  }
}
