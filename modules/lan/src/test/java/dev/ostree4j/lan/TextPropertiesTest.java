// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The inputs and answers are those of the C program's own test.
class TextPropertiesTest {
  private static Optional<String> find(String key, String... texts) {
    return new TextProperties(List.of(texts))
        .find(key)
        .map(value -> new String(value, StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "\u00ff", "k\0", "k\u00ff", "=", "=value"})
  void whatIsNoPropertyIsPassedOver(String text) {
    assertEquals(0, new TextProperties(List.of(text)).count());
  }

  @Test
  void aPropertyHasAValue() {
    assertEquals(Optional.of("v"), find("k", "k=v"));
    assertEquals(Optional.of("value"), find("key", "key=value"));
    assertEquals(Optional.of("v="), find("k", "k=v="));
    assertEquals(Optional.of("="), find("k", "k=="));
    assertEquals(Optional.of("\0\u0001\u0002"), find("k", "k=\0\u0001\u0002"));
  }

  @Test
  void noValueIsNotAnEmptyOne() {
    var properties = new TextProperties(List.of("empty=", "missing"));
    assertEquals(2, properties.count());
    assertArrayEquals(new byte[0], properties.find("empty").orElseThrow());
    assertEquals(Optional.empty(), properties.find("missing"));
  }

  @Test
  void theFirstCounts() {
    assertEquals(Optional.of("value1"), find("k", "k=value1", "k=value2", "k=value3"));
    assertEquals(Optional.empty(), find("k", "k", "k=value2"));
  }

  @Test
  void keysAreEqualInAnyCase() {
    var texts = new String[] {"k=value1", "K=value2", "KeY2=v"};
    assertEquals(2, new TextProperties(List.of(texts)).count());
    assertEquals(Optional.of("value1"), find("k", texts));
    assertEquals(Optional.empty(), find("K", texts));
    assertEquals(Optional.of("v"), find("key2", texts));
    assertEquals(Optional.empty(), find("KeY2", texts));
  }
}
