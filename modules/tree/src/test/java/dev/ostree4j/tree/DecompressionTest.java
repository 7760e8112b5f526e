// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

class DecompressionTest {
  private static final byte[] PLAIN =
      "no archive at all, but more than one line\n".repeat(100).getBytes(StandardCharsets.UTF_8);

  private enum Compression {
    NONE,
    GZIP,
    BZIP2,
    XZ,
    LZMA;

    OutputStream onto(OutputStream out) throws IOException {
      return switch (this) {
        case NONE -> out;
        case GZIP -> new GZIPOutputStream(out);
        case BZIP2 -> new BZip2CompressorOutputStream(out);
        case XZ -> new XZOutputStream(out, new LZMA2Options(0));
        case LZMA -> new LZMAOutputStream(out, new LZMA2Options(0), -1);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCompressionIsTakenOff(Compression compression) throws IOException {
    assertArrayEquals(PLAIN, open(compress(compression, PLAIN)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatWasCompressedTwiceIsReadToo(Compression compression) throws IOException {
    byte[] twice = compress(Compression.GZIP, compress(compression, PLAIN));
    assertArrayEquals(PLAIN, open(twice));
  }

  @Test
  void zstdWithoutItsLibraryIsRefusedWithAdvice() {
    byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0};
    assertThrows(TreeException.BadArchive.class, () -> open(zstd));
  }

  private static byte[] open(byte[] bytes) throws IOException {
    try (InputStream in = Decompression.open(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static byte[] compress(Compression compression, byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream compressing = compression.onto(out)) {
      compressing.write(bytes);
    }
    return out.toByteArray();
  }
}
