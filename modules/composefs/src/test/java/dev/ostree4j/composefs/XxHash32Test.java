// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors with seed 0 are what `xxhsum -H0` of xxHash 0.8 prints; other seeds are tested by
/// the images, which hold the hash of each attribute's name.
class XxHash32Test {
  @ParameterizedTest
  @CsvSource({
    "'', 02cc5d05",
    "'a', 550d7456",
    "'abc', 32d153ff",
    "'abcd', a3643705",
    "'capability', 6921673a",
    "'0123456789abcde', 1dbdfa0f",
    "'0123456789abcdef', c2c45b69",
    "'0123456789abcdefg', cc79b217",
    "'posix_acl_default', 06e3a972",
    "'the quick brown fox jumps over the lazy dog, twice', f901101a",
  })
  void hashes(String text, String hex) {
    byte[] bytes = ImageDump.bytes(text);
    assertEquals(hex, "%08x".formatted(XxHash32.hash(bytes, 0, 0)));
    byte[] later = ImageDump.bytes("before" + text);
    assertEquals(hex, "%08x".formatted(XxHash32.hash(later, 6, 0)));
  }
}
