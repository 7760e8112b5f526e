// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/// One packet of OpenPGP, still where it was read.
///
/// ```text
///   old form   10TTTTLL  length of 1, 2, 4 bytes   body
///   new form   11TTTTTT  length of 1, 2, 5 bytes   body
/// ```
///
/// @param tag the kind, T above
/// @param source what it was read from
/// @param start where it starts in `source`
/// @param bodyStart where its body starts
/// @param end where it ends
record Packet(int tag, byte[] source, int start, int bodyStart, int end) {
  static final int SIGNATURE = 2;
  static final int SECRET_KEY = 5;
  static final int PUBLIC_KEY = 6;
  static final int SECRET_SUBKEY = 7;
  static final int MARKER = 10;
  static final int TRUST = 12;
  static final int USER_ID = 13;
  static final int PUBLIC_SUBKEY = 14;

  private static final int NEW_FORM = 0xC0;
  private static final int FOUR_BYTES_FOLLOW = 0xFF;

  /// A packet of this kind around a body that stood elsewhere.
  static Packet of(int tag, byte[] body) {
    byte[] bytes = new byte[body.length + 6];
    bytes[0] = (byte) (NEW_FORM | tag);
    bytes[1] = (byte) FOUR_BYTES_FOLLOW;
    for (int i = 0; i < 4; i++) {
      bytes[2 + i] = (byte) (body.length >>> (24 - 8 * i));
    }
    System.arraycopy(body, 0, bytes, 6, body.length);
    return new Packet(tag, bytes, 0, 6, bytes.length);
  }

  byte[] body() {
    return Arrays.copyOfRange(source, bodyStart, end);
  }

  /// Header and body.
  byte[] bytes() {
    return Arrays.copyOfRange(source, start, end);
  }

  int bodyLength() {
    return end - bodyStart;
  }

  /// The first byte of the body, which tells the version; -1 when there is none.
  int version() {
    return bodyLength() == 0 ? -1 : source[bodyStart] & 0xFF;
  }

  /// The body, to be compared with others.
  ByteBuffer view() {
    return ByteBuffer.wrap(source, bodyStart, end - bodyStart);
  }

  /// As a person looks for it in a dump.
  @Override
  public String toString() {
    return "packet " + tag + " at 0x" + HexFormat.of().toHexDigits(start);
  }
}
