// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.X86Options;

/// How bytes of each kind are compressed.
final class XzTuning {
  private static final int DICTIONARY_MIN_BYTES = 1 << 16;

  private XzTuning() {}

  /// The filters for a block of this kind and size. The dictionary holds the block, and
  /// little more.
  static FilterOptions[] filters(PayloadKind kind, int sizeBytes)
      throws UnsupportedOptionsException {
    var lzma = new LZMA2Options();
    lzma.setDictSize(dictionaryBytes(sizeBytes));
    switch (kind) {
      case METADATA, TEXT -> {
        lzma.setLcLp(4, 0);
        lzma.setPb(0);
        lzma.setNiceLen(64);
      }
      case DATA, CODE, LITERALS -> lzma.setNiceLen(48);
      // Trees make them a few per cent smaller, for twice the time and half more memory.
      case PATCHES -> {
        lzma.setMatchFinder(LZMA2Options.MF_HC4);
        lzma.setNiceLen(96);
        lzma.setDepthLimit(32);
      }
    }
    return kind == PayloadKind.CODE
        ? new FilterOptions[] {new X86Options(), lzma}
        : new FilterOptions[] {lzma};
  }

  /// What the encoder takes for a block of this size, whatever its kind.
  static int encoderKib(int sizeBytes) throws UnsupportedOptionsException {
    var lzma = new LZMA2Options();
    lzma.setDictSize(dictionaryBytes(sizeBytes));
    return lzma.getEncoderMemoryUsage();
  }

  /// A power of two, so that encoders of different blocks can use the same arrays.
  private static int dictionaryBytes(int sizeBytes) {
    int smaller = Integer.highestOneBit(sizeBytes);
    int enough = smaller == sizeBytes ? smaller : 2 * smaller;
    return Math.max(DICTIONARY_MIN_BYTES, enough);
  }
}
