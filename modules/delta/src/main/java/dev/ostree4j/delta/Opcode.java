// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import org.jspecify.annotations.Nullable;

/// The kinds of operations in a part.
enum Opcode {
  /// Makes a whole object out of the blob.
  OPEN_SPLICE_CLOSE('S'),
  /// Begins a regular file.
  OPEN('o'),
  /// Appends bytes of the read source, or of the blob when there is none.
  WRITE('w'),
  /// Takes an object that is there already for the read source.
  SET_READ_SOURCE('r'),
  /// Reads from the blob again.
  UNSET_READ_SOURCE('R'),
  /// Ends the file.
  CLOSE('c'),
  /// Patches the read source into the file.
  BSPATCH('B');

  private final byte code;

  Opcode(char code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static @Nullable Opcode find(int code) {
    return switch (code) {
      case 'S' -> OPEN_SPLICE_CLOSE;
      case 'o' -> OPEN;
      case 'w' -> WRITE;
      case 'r' -> SET_READ_SOURCE;
      case 'R' -> UNSET_READ_SOURCE;
      case 'c' -> CLOSE;
      case 'B' -> BSPATCH;
      default -> null;
    };
  }
}
