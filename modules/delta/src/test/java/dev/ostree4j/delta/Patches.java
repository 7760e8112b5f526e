// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.ByteArrayOutputStream;

/// Makes patches by hand.
final class Patches {
  private Patches() {}

  /// A patch of one round which changes bytes and adds or drops some at the end.
  static byte[] diff(byte[] old, byte[] changed) {
    int common = Math.min(old.length, changed.length);
    var out = new ByteArrayOutputStream();
    out.writeBytes(control(common, changed.length - common, 0));
    for (int i = 0; i < common; i++) {
      out.write(changed[i] - old[i]);
    }
    out.write(changed, common, changed.length - common);
    return out.toByteArray();
  }

  /// The beginning of a round.
  static byte[] control(long diff, long extra, long seek) {
    byte[] bytes = new byte[24];
    put(bytes, 0, diff);
    put(bytes, 8, extra);
    put(bytes, 16, seek);
    return bytes;
  }

  private static void put(byte[] bytes, int at, long number) {
    long raw = number < 0 ? -number | Long.MIN_VALUE : number;
    for (int i = 0; i < 8; i++) {
      bytes[at + i] = (byte) (raw >>> 8 * i);
    }
  }
}
