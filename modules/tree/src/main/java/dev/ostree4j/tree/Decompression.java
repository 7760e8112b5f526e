// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdUtils;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/// Takes off whatever compression a stream has.
final class Decompression {

  /// More than enough to tell a tar header from anything else.
  static final int LOOK_AHEAD_BYTES = 512;

  private static final int BUFFER_BYTES = 64 * 1024;

  /// Compressing twice is a mistake that happens; more often than that it is an attack.
  private static final int LAYERS_MAX = 3;

  /// So large a dictionary that no real file needs it; a forged header may not ask for more.
  private static final int XZ_MEMORY_KIB_MAX = 256 * 1024;

  private Decompression() {}

  /// The plain bytes, buffered and able to [mark][InputStream#mark] [#LOOK_AHEAD_BYTES].
  static InputStream open(InputStream in) throws IOException {
    InputStream plain = new BufferedInputStream(in, BUFFER_BYTES);
    for (int layer = 0; layer < LAYERS_MAX; layer++) {
      InputStream inner = unwrap(plain, peek(plain));
      if (inner == plain) {
        break;
      }
      plain = new BufferedInputStream(inner, BUFFER_BYTES);
    }
    return plain;
  }

  /// The first bytes, which stay to be read.
  static byte[] peek(InputStream in) throws IOException {
    in.mark(LOOK_AHEAD_BYTES);
    byte[] start = in.readNBytes(LOOK_AHEAD_BYTES);
    in.reset();
    return start;
  }

  private static InputStream unwrap(InputStream in, byte[] start) throws IOException {
    if (starts(start, 0x1f, 0x8b)) {
      return new GZIPInputStream(in, BUFFER_BYTES);
    }
    if (starts(start, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return new XZInputStream(in, XZ_MEMORY_KIB_MAX);
    }
    if (starts(start, 'B', 'Z', 'h')) {
      return new BZip2CompressorInputStream(in, true);
    }
    if (starts(start, 0x28, 0xb5, 0x2f, 0xfd)) {
      if (!ZstdUtils.isZstdCompressionAvailable()) {
        throw new TreeException.BadArchive(
            "Reading zstd archives needs the library zstd-jni; decompress it first");
      }
      return new ZstdCompressorInputStream(in);
    }
    if (starts(start, 0x5d, 0, 0)) {
      return new LZMAInputStream(in, XZ_MEMORY_KIB_MAX);
    }
    return in;
  }

  private static boolean starts(byte[] start, int... magic) {
    if (start.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((start[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
