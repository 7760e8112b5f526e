// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

/// What the bytes of an object in a part are like, so that like is compressed with like. The order
/// is that of objects in a delta: metadata first, as readers can use it first.
enum PayloadKind {
  /// Dirtrees and dirmetas.
  METADATA,
  /// Whole files of text, and symlinks.
  TEXT,
  /// Whole files of anything else.
  DATA,
  /// Whole programs and libraries of x86 processors.
  CODE,
  /// What is left of files that are copied from others.
  LITERALS,
  /// Patches.
  PATCHES;

  /// So many bytes at the start of a file tell its kind.
  static final int HEAD_BYTES = 512;

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int MACHINE_AT = 18;
  private static final int X86 = 3;
  private static final int X86_64 = 62;

  /// The kind of a whole file which starts like this.
  static PayloadKind ofHead(byte[] head, int length) {
    if (isX86(head, length)) {
      return CODE;
    }
    for (int i = 0; i < length; i++) {
      if (head[i] == 0) {
        return DATA;
      }
    }
    return TEXT;
  }

  private static boolean isX86(byte[] head, int length) {
    if (length <= MACHINE_AT + 1) {
      return false;
    }
    for (int i = 0; i < ELF.length; i++) {
      if (head[i] != ELF[i]) {
        return false;
      }
    }
    int machine = head[MACHINE_AT] & 0xff | (head[MACHINE_AT + 1] & 0xff) << 8;
    return machine == X86 || machine == X86_64;
  }
}
