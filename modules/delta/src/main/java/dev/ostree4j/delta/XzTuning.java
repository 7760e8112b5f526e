// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.X86Options;

/// How bytes of each kind are compressed, in so much memory.
///
/// An encoder takes ten times of what it looks back to. It need not look back to the beginning of
/// its block: a third of a large one is enough for all but a hundredth of the gain.
final class XzTuning {
  private static final int DICTIONARY_MIN_BYTES = 1 << 16;

  /// However little memory there is, encoders look back so far.
  private static final int DICTIONARY_FLOOR_BYTES = 1 << 20;

  private static final int DICTIONARY_MAX_BYTES = 4 << 20;
  private static final int LARGE_BLOCK_BYTES = 1 << 18;

  /// Patches repeat themselves near by.
  private static final int PATCHES_DICTIONARY_MAX_BYTES = 2 << 20;

  /// To look further for a match takes a tenth more time, for a three hundredth of the size.
  private static final int TEXT_DEPTH = 24;

  /// A match of so many bytes is taken without a look at what else might follow it. To look for
  /// ones of 32 takes a tenth to a fifth more time, for a hundredth or two of the size.
  private static final int BINARY_NICE = 20;

  private static final int BINARY_DEPTH = 20;

  private final int dictionaryMaxBytes;

  /// @param memoryBytes what the compression of a block may take
  /// @param largestBytes how much of objects the largest part has to compress
  XzTuning(long memoryBytes, long largestBytes) throws UnsupportedOptionsException {
    int most = DICTIONARY_MAX_BYTES;
    while (most > DICTIONARY_FLOOR_BYTES
        && (memoryOf(most) > memoryBytes || most / 2 >= largestBytes)) {
      most /= 2;
    }
    this.dictionaryMaxBytes = most;
  }

  /// The filters for a block of this kind and size.
  FilterOptions[] filters(PayloadKind kind, int sizeBytes) throws UnsupportedOptionsException {
    var lzma = new LZMA2Options();
    lzma.setDictSize(dictionaryBytes(sizeBytes));
    switch (kind) {
      case METADATA, TEXT -> {
        lzma.setLcLp(4, 0);
        lzma.setPb(0);
        lzma.setNiceLen(40);
        lzma.setDepthLimit(TEXT_DEPTH);
      }
      case DATA, CODE, LITERALS -> {
        lzma.setNiceLen(BINARY_NICE);
        lzma.setDepthLimit(BINARY_DEPTH);
      }
      // To weigh each choice by what it costs makes them four per cent smaller, for four times the
      // time, and trees two more, for twice that.
      case PATCHES -> {
        lzma.setMode(LZMA2Options.MODE_FAST);
        lzma.setMatchFinder(LZMA2Options.MF_HC4);
        lzma.setDictSize(Math.min(lzma.getDictSize(), PATCHES_DICTIONARY_MAX_BYTES));
        lzma.setNiceLen(LZMA2Options.NICE_LEN_MAX);
        lzma.setDepthLimit(96);
      }
    }
    return kind == PayloadKind.CODE
        ? new FilterOptions[] {new X86Options(), lzma}
        : new FilterOptions[] {lzma};
  }

  /// What it takes at most to compress a block of this size, whatever its kind.
  long memoryBytes(int sizeBytes) throws UnsupportedOptionsException {
    return memoryOf(dictionaryBytes(sizeBytes));
  }

  private static long memoryOf(int dictionaryBytes) throws UnsupportedOptionsException {
    var lzma = new LZMA2Options();
    lzma.setDictSize(dictionaryBytes);
    return 1024L * lzma.getEncoderMemoryUsage() + 2 * Spool.MEMORY_MAX_BYTES;
  }

  /// A power of two, and the same for all large blocks, so that their encoders use the same arrays:
  /// those of other sizes would lie about unused.
  private int dictionaryBytes(int sizeBytes) {
    if (sizeBytes > LARGE_BLOCK_BYTES) {
      return dictionaryMaxBytes;
    }
    int smaller = Integer.highestOneBit(sizeBytes);
    int enough = smaller == sizeBytes ? smaller : 2 * smaller;
    return Math.max(DICTIONARY_MIN_BYTES, enough);
  }
}
