// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A body is read whole whatever was announced, in pieces of any size, and never beyond its bound.
class WholeBodyTest {
  private static final int BOUND = 1 << 20;

  /// As the net gives them: some at a time.
  private static InputStream pieces(byte[] bytes) {
    var random = new Random(bytes.length);
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, length == 0 ? 0 : random.nextInt(length) + 1);
      }
    };
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(byte[] bytes, OptionalLong declared) throws IOException {
    return new WholeBody("http://host/x", BOUND).read(pieces(bytes), declared);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 500_000, BOUND - 1, BOUND})
  void whatComesCountsNotWhatWasAnnounced(int size) throws IOException {
    byte[] bytes = bytes(size);
    assertArrayEquals(bytes, read(bytes, OptionalLong.empty()));
    for (long declared : new long[] {0, 1, size / 2, Math.max(0, size - 1), size, BOUND}) {
      assertArrayEquals(bytes, read(bytes, OptionalLong.of(declared)), "declared " + declared);
    }
  }

  @Test
  void aByteTooManyIsRefused() {
    byte[] bytes = bytes(BOUND + 1);
    for (long declared : new long[] {0, BOUND - 1, BOUND, BOUND + 1}) {
      assertThrows(FetchException.TooLarge.class, () -> read(bytes, OptionalLong.of(declared)));
    }
    assertThrows(FetchException.TooLarge.class, () -> read(bytes, OptionalLong.empty()));
  }

  @Test
  void nothingIsTakenWhereNothingIsAllowed() throws IOException {
    var none = new WholeBody("http://host/x", 0);
    assertArrayEquals(new byte[0], none.read(InputStream.nullInputStream(), OptionalLong.of(0)));
    assertThrows(
        FetchException.TooLarge.class, () -> none.read(pieces(bytes(1)), OptionalLong.empty()));
  }
}
