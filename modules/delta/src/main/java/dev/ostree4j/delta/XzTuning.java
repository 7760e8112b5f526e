// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.X86Options;

/// How bytes of each kind are compressed.
final class XzTuning {
  private static final int LONGEST = 273;

  private XzTuning() {}

  /// The filters for a block of this kind and size. The dictionary holds the block, and no more.
  static FilterOptions[] filters(PayloadKind kind, int sizeBytes)
      throws UnsupportedOptionsException {
    var lzma = new LZMA2Options();
    lzma.setDictSize(Math.max(LZMA2Options.DICT_SIZE_MIN, sizeBytes));
    switch (kind) {
      case METADATA, TEXT -> {
        lzma.setLcLp(4, 0);
        lzma.setPb(0);
        lzma.setNiceLen(64);
      }
      case DATA, CODE, LITERALS -> lzma.setNiceLen(48);
      case PATCHES -> {
        lzma.setNiceLen(LONGEST);
        lzma.setDepthLimit(8);
      }
    }
    return kind == PayloadKind.CODE
        ? new FilterOptions[] {new X86Options(), lzma}
        : new FilterOptions[] {lzma};
  }
}
