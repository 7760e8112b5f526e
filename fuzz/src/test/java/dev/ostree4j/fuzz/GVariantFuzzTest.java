// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.gvariant.Annotation;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantParseException;
import dev.ostree4j.gvariant.VariantType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes of any type can be walked, and what is in normal form stays as it is; text is read or
/// refused.
class GVariantFuzzTest {
  private static final String[] TYPES = {
    "v", "a{sv}", "(a{sv}aya(say)sstayay)", "as", "(ybnqiuxtdsog)", "mms", "aav", "a(mayb)", "{sv}"
  };

  /// Hostile bytes may name one child many times; a reader who follows them all needs a limit.
  private static final int VISITS_MAX = 10_000;

  /// The first byte chooses the type.
  @FuzzTest
  void bytes(byte[] data) {
    if (data.length == 0) {
      return;
    }
    var type = VariantType.of(TYPES[(data[0] & 0xff) % TYPES.length]);
    byte[] content = Arrays.copyOfRange(data, 1, data.length);
    Variant value = Variant.of(type, content);
    walk(value, VISITS_MAX);
    if (value.isNormal()) {
      assertArrayEquals(content, value.normalized().bytes());
      value.print();
    }
  }

  private static int walk(Variant value, int budget) {
    int left = budget - 1;
    boolean leaf = value.type().isBasic();
    int count = leaf ? 0 : value.count();
    for (int i = 0; i < count && left > 0; i++) {
      left = walk(value.child(i), left);
    }
    return left;
  }

  @FuzzTest
  void text(byte[] data) {
    Variant value;
    try {
      value = Variant.parse(new String(data, StandardCharsets.UTF_8));
    } catch (VariantParseException e) {
      return;
    }
    assertTrue(value.isNormal());
    try {
      assertEquals(value, Variant.parse(value.type(), value.print(Annotation.FULL)));
    } catch (VariantParseException e) {
      throw new AssertionError("printed, but not to be read", e);
    }
  }
}
