// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Numbers in seven bits a byte, the lowest first; the top bit says that another byte follows.
final class Varint {
  private static final int GROUP_BITS = 7;
  private static final int GROUP_MASK = (1 << GROUP_BITS) - 1;
  private static final int MORE = 1 << GROUP_BITS;

  private Varint() {}

  /// Writes a number that is not negative.
  static void write(OutputStream out, long value) throws IOException {
    if (value < 0) {
      throw new IllegalArgumentException("negative number " + value);
    }
    long rest = value;
    while (rest >= MORE) {
      out.write((int) rest & GROUP_MASK | MORE);
      rest >>>= GROUP_BITS;
    }
    out.write((int) rest);
  }

  /// Reads a number. The format has 64 bits; nothing is as large as what needs all of them.
  ///
  /// @throws DeltaException.Malformed when it is 2⁶³ or greater
  /// @throws EOFException when the stream ends inside
  static long read(InputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += GROUP_BITS) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("A number is cut short");
      }
      long group = next & GROUP_MASK;
      if (shift >= Long.SIZE - 1 && (group != 0 || next >= MORE)) {
        throw new DeltaException.Malformed("A number is 2^63 or greater");
      }
      value |= shift < Long.SIZE ? group << shift : 0;
      if (next < MORE) {
        return value;
      }
    }
  }
}
