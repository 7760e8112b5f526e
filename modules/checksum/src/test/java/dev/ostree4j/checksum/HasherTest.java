// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HasherTest {
  private static final byte[] CONTENT = content();

  private static byte[] content() {
    byte[] bytes = new byte[10_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return bytes;
  }

  @Test
  void piecesOfAnyKindGiveTheSameAsTheWhole() {
    var hasher = Hasher.sha256();
    hasher.update(CONTENT, 0, 1000).update(ByteBuffer.wrap(CONTENT, 1000, 2000));
    hasher.update(CONTENT[3000]).update(CONTENT, 3001, 6999);
    assertEquals(Checksum.ofContent(CONTENT), hasher.finish());
  }

  @Test
  void startsAnewAfterFinish() {
    var hasher = Hasher.sha256().update(CONTENT);
    hasher.finish();
    assertEquals(Checksum.ofContent(new byte[0]), hasher.finish());
  }

  @Test
  void refusesARangeOutsideTheArray() {
    var hasher = Hasher.sha256();
    assertThrows(IllegalArgumentException.class, () -> hasher.update(CONTENT, 9_999, 2));
  }

  @Nested
  class Input {
    @Test
    void passesOnAndHashesAllReads() throws IOException {
      var hasher = Hasher.sha256();
      var out = new ByteArrayOutputStream();
      try (var in = new HashingInputStream(new ByteArrayInputStream(CONTENT), hasher)) {
        out.write(in.read());
        out.write(in.readNBytes(500));
        in.transferTo(out);
        assertEquals(-1, in.read());
        assertEquals(-1, in.read(new byte[5], 0, 5));
      }
      assertArrayEquals(CONTENT, out.toByteArray());
      assertEquals(Checksum.ofContent(CONTENT), hasher.finish());
    }

    @Test
    void hashesSkippedBytesToo() throws IOException {
      var hasher = Hasher.sha256();
      try (var in = new HashingInputStream(new ByteArrayInputStream(CONTENT), hasher)) {
        in.skipNBytes(5_000);
        assertEquals(5_000, in.available());
        in.readAllBytes();
      }
      assertEquals(Checksum.ofContent(CONTENT), hasher.finish());
    }

    @Test
    void offersNoMarks() {
      var in = new HashingInputStream(new ByteArrayInputStream(CONTENT), Hasher.sha256());
      assertFalse(in.markSupported());
    }

    @Test
    void closesItsSource() throws IOException {
      var closed = new AtomicBoolean();
      var source =
          new ByteArrayInputStream(CONTENT) {
            @Override
            public void close() {
              closed.set(true);
            }
          };
      new HashingInputStream(source, Hasher.sha256()).close();
      assertTrue(closed.get());
    }
  }

  @Nested
  class Output {
    @Test
    void passesOnAndHashesAllWrites() throws IOException {
      var hasher = Hasher.sha256();
      var target = new ByteArrayOutputStream();
      try (var out = new HashingOutputStream(target, hasher)) {
        out.write(CONTENT[0]);
        out.write(CONTENT, 1, CONTENT.length - 1);
        out.flush();
      }
      assertArrayEquals(CONTENT, target.toByteArray());
      assertEquals(Checksum.ofContent(CONTENT), hasher.finish());
    }

    @Test
    void doesNotHashWhatTheTargetRefused() {
      var hasher = Hasher.sha256();
      var full =
          new OutputStream() {
            @Override
            public void write(int value) throws IOException {
              throw new IOException("No space left on device");
            }
          };
      var out = new HashingOutputStream(full, hasher);
      assertThrows(IOException.class, () -> out.write(1));
      assertThrows(IOException.class, () -> out.write(CONTENT, 0, 10));
      assertEquals(Checksum.ofContent(new byte[0]), hasher.finish());
    }
  }
}
