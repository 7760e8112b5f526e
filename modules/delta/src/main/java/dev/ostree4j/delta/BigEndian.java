// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Several bytes of an array at once, the first one uppermost: as numbers without sign they are in
/// the order of the bytes.
final class BigEndian {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  /// Four bytes.
  static int intAt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  /// Eight bytes.
  static long longAt(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }
}
