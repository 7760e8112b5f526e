// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What [PatchMaker] writes, [PatchStream] turns into the new bytes.
class PatchMakerTest {
  private static byte[] patch(byte[] old, byte[] fresh) throws IOException {
    var out = new ByteArrayOutputStream();
    PatchMaker.write(old, old.length, fresh, fresh.length, out);
    return out.toByteArray();
  }

  private static byte[] apply(byte[] patch, byte[] old, int size) throws IOException {
    try (var stream =
        new PatchStream(
            DeltaException.Malformed::new, new ByteArrayInputStream(patch), source(old), size)) {
      return stream.readAllBytes();
    }
  }

  private static ByteSource source(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long sizeBytes() {
        return bytes.length;
      }

      @Override
      public int readAt(long position, byte[] buffer, int offset, int length) {
        int n = (int) Math.min(length, bytes.length - position);
        if (n <= 0) {
          return -1;
        }
        System.arraycopy(bytes, (int) position, buffer, offset, n);
        return n;
      }
    };
  }

  private static void roundTrip(byte[] old, byte[] fresh) throws IOException {
    assertArrayEquals(fresh, apply(patch(old, fresh), old, fresh.length));
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Like a program that was built again: pieces moved, numbers changed, something inserted.
  private static byte[] rebuilt(Random random, byte[] old) {
    var out = new ByteArrayOutputStream();
    int at = 0;
    while (at < old.length) {
      int n = Math.min(old.length - at, 1 + random.nextInt(3_000));
      byte[] piece = Arrays.copyOfRange(old, at, at + n);
      switch (random.nextInt(6)) {
        case 0 -> out.writeBytes(random(random, random.nextInt(50)));
        case 1 -> piece[random.nextInt(n)]++;
        case 2 -> piece = new byte[0];
        default -> {}
      }
      out.writeBytes(piece);
      at += n;
    }
    return out.toByteArray();
  }

  @Test
  void theNewBytesComeBack() throws IOException {
    var random = new Random(3);
    for (int round = 0; round < 60; round++) {
      byte[] old = random(random, random.nextInt(40_000));
      roundTrip(old, rebuilt(random, old));
    }
  }

  @Test
  void largeContentIsIndexedSparselyAndComesBack() throws IOException {
    var random = new Random(4);
    byte[] old = random(random, 3 * SuffixIndex.SPARSE_FROM_BYTES);
    byte[] fresh = rebuilt(random, old);
    byte[] patch = patch(old, fresh);
    assertArrayEquals(fresh, apply(patch, old, fresh.length));
    int zeros = 0;
    for (byte b : patch) {
      zeros += b == 0 ? 1 : 0;
    }
    assertTrue(zeros > patch.length * 9 / 10, zeros + " zeros of " + patch.length);
  }

  @Test
  void extremesComeBack() throws IOException {
    byte[] empty = {};
    byte[] zeros = new byte[10_000];
    byte[] ones = new byte[9_999];
    Arrays.fill(ones, (byte) 1);
    byte[] period = new byte[10_000];
    for (int i = 0; i < period.length; i++) {
      period[i] = (byte) (i % 7);
    }
    byte[][] all = {
      empty, {1}, {1, 2}, {(byte) 0xff}, zeros, ones, period, random(new Random(5), 99)
    };
    for (byte[] old : all) {
      for (byte[] fresh : all) {
        roundTrip(old, fresh);
      }
    }
  }
}
