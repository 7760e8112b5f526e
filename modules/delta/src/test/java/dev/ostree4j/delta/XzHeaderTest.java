// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

class XzHeaderTest {
  private static byte[] stream(int dictionaryBytes, FilterOptions... before) throws IOException {
    var last = new LZMA2Options(0);
    last.setDictSize(dictionaryBytes);
    FilterOptions[] filters = Arrays.copyOf(before, before.length + 1);
    filters[before.length] = last;
    var out = new ByteArrayOutputStream();
    try (var xz = new XZOutputStream(out, filters, XZ.CHECK_CRC64, ArrayCache.getDummyCache())) {
      xz.write(1);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 6144, 1 << 20, 3 << 20, 4 << 20, 8 << 20, 32 << 20})
  void theSizeOfTheDictionaryIsRead(int dictionaryBytes) throws IOException {
    OptionalLong size = OptionalLong.of(dictionaryBytes);
    assertEquals(size, XzHeader.dictionaryBytes(stream(dictionaryBytes), 0));
    assertEquals(size, XzHeader.dictionaryBytes(stream(dictionaryBytes, new X86Options()), 0));
    assertEquals(
        size,
        XzHeader.dictionaryBytes(
            stream(dictionaryBytes, new DeltaOptions(3), new X86Options()), 0));
  }

  @Test
  void whereTheStreamBeginsCounts() throws IOException {
    byte[] stream = stream(1 << 20);
    byte[] later = new byte[stream.length + 1];
    System.arraycopy(stream, 0, later, 1, stream.length);
    assertEquals(OptionalLong.of(1 << 20), XzHeader.dictionaryBytes(later, 1));
  }

  @Test
  void sizesOfTheBlockAreSteppedOver() throws IOException {
    byte[] plain = stream(1 << 20);
    // Flags with both sizes: three bytes and one.
    byte[] sized = new byte[plain.length + 4];
    System.arraycopy(plain, 0, sized, 0, 14);
    sized[13] |= (byte) 0xc0;
    System.arraycopy(new byte[] {(byte) 0x80, (byte) 0x80, 1, 7}, 0, sized, 14, 4);
    System.arraycopy(plain, 14, sized, 18, plain.length - 14);
    assertEquals(OptionalLong.of(1 << 20), XzHeader.dictionaryBytes(sized, 0));
  }

  @Test
  void whatIsCutShortTellsNothing() throws IOException {
    byte[] stream = stream(1 << 20);
    for (int length = 0; length <= 16; length++) {
      assertEquals(
          OptionalLong.empty(), XzHeader.dictionaryBytes(Arrays.copyOf(stream, length), 0));
    }
    assertEquals(OptionalLong.of(1 << 20), XzHeader.dictionaryBytes(Arrays.copyOf(stream, 17), 0));
  }

  @Property
  void anyBytesTellASizeThatTheFormatKnowsOrNone(@ForAll @Size(max = 128) byte[] bytes) {
    OptionalLong size = XzHeader.dictionaryBytes(bytes, 0);
    assertEquals(true, size.isEmpty() || size.getAsLong() >= 4096 && size.getAsLong() < 1L << 32);
  }
}
