// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One area of a signature: what it says of itself, in subpackets.
///
/// ```text
///   length of 1, 2, 5 bytes   type, bit 7 = critical   value
/// ```
final class Subpackets {
  static final int CREATED = 2;
  static final int EXPIRES_AFTER = 3;
  static final int REVOCABLE = 7;
  static final int KEY_EXPIRES_AFTER = 9;
  static final int REVOKER = 12;
  static final int ISSUER = 16;
  static final int PRIMARY_USER = 25;
  static final int KEY_FLAGS = 27;
  static final int EMBEDDED = 32;
  static final int ISSUER_FINGERPRINT = 33;

  /// What may be marked as critical: GnuPG knows what these mean, one bit for each type.
  private static final long UNDERSTOOD =
      bits(2, 3, 4, 5, 6, 7, 9, 11, 12, 16, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33);

  private static final int CRITICAL = 0x80;

  private record Subpacket(int type, byte[] value) {}

  private final List<Subpacket> list = new ArrayList<>();
  private boolean isUnderstood = true;

  /// Reads an area.
  ///
  /// @throws IllegalArgumentException when its lengths do not fit
  Subpackets(byte[] area) {
    int position = 0;
    while (position < area.length) {
      int first = area[position++] & 0xFF;
      long length = first;
      int more = first < 192 ? 0 : first < 255 ? 1 : 4;
      if (more > area.length - position) {
        throw new IllegalArgumentException("a subpacket ends too early");
      }
      if (more == 1) {
        length = (first - 192 << 8) + (area[position] & 0xFF) + 192;
      } else if (more == 4) {
        length = number(Arrays.copyOfRange(area, position, position + 4));
      }
      position += more;
      if (length == 0 || length > area.length - position) {
        throw new IllegalArgumentException("a subpacket ends too early");
      }
      add(Arrays.copyOfRange(area, position, position + (int) length));
      position += (int) length;
    }
  }

  private static long bits(int... types) {
    long bits = 0;
    for (int type : types) {
      bits |= 1L << type;
    }
    return bits;
  }

  private void add(byte[] subpacket) {
    int type = subpacket[0] & 0x7F;
    boolean isCritical = (subpacket[0] & CRITICAL) != 0;
    if (isCritical && (type >= Long.SIZE || (UNDERSTOOD >> type & 1) == 0)) {
      isUnderstood = false;
    }
    list.add(new Subpacket(type, Arrays.copyOfRange(subpacket, 1, subpacket.length)));
  }

  /// Whether all that is critical is understood.
  boolean isUnderstood() {
    return isUnderstood;
  }

  /// All values of this type.
  List<byte[]> all(int type) {
    List<byte[]> values = new ArrayList<>();
    for (Subpacket one : list) {
      if (one.type() == type) {
        values.add(one.value());
      }
    }
    return values;
  }

  /// The first value of this type that has so many bytes; empty when there is none.
  byte[] first(int type, int length) {
    for (Subpacket one : list) {
      if (one.type() == type && one.value().length == length) {
        return one.value();
      }
    }
    return new byte[0];
  }

  /// The first value of this type, a number of four bytes; zero when there is none.
  long seconds(int type) {
    return number(first(type, Integer.BYTES));
  }

  static long number(byte[] bytes) {
    long number = 0;
    for (byte one : bytes) {
      number = number << 8 | one & 0xFF;
    }
    return number;
  }
}
