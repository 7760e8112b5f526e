// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {
  @Test
  void formsOfRanges() {
    assertEquals(new ByteRange(2, 3), ByteRange.parse("bytes=2-4", 10));
    assertEquals(new ByteRange(2, 8), ByteRange.parse("bytes=2-", 10));
    assertEquals(new ByteRange(2, 8), ByteRange.parse("bytes=2-999999", 10));
    assertEquals(new ByteRange(7, 3), ByteRange.parse("bytes=-3", 10));
    assertEquals(new ByteRange(0, 10), ByteRange.parse("bytes=-30", 10));
    assertSame(ByteRange.UNSATISFIABLE, ByteRange.parse("bytes=10-", 10));
    assertSame(ByteRange.UNSATISFIABLE, ByteRange.parse("bytes=-0", 10));
    assertSame(ByteRange.UNSATISFIABLE, ByteRange.parse("bytes=0-", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=4-2",
        "bytes=1-2,3-4",
        "bytes=a-b",
        "bytes=+1-2",
        "bytes=1-2-3",
        "bytes=99999999999999999999-",
        "lines=1-2"
      })
  void anythingElseMeansTheWholeFile(String header) {
    assertNull(ByteRange.parse(header, 10));
  }

  @Property
  void aRangeIsInsideTheFile(
      @ForAll @StringLength(max = 12) String tail, @ForAll @LongRange(min = 0) long size) {
    ByteRange range = ByteRange.parse("bytes=" + tail, size);
    if (range != null && range != ByteRange.UNSATISFIABLE) {
      assertEquals(range, new ByteRange(range.first(), Math.max(1, range.lengthBytes())));
      assertEquals(true, range.first() >= 0 && range.first() + range.lengthBytes() <= size);
    }
  }
}
