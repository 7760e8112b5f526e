// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Puts old forms of keys into PKCS #8, the one form which the JDK reads.
///
/// ```text
/// SEQUENCE { INTEGER 0, SEQUENCE { OBJECT IDENTIFIER algorithm, parameters }, OCTET STRING key }
/// ```
final class Der {
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int CURVE = 0xa0;
  private static final byte[] VERSION = HexFormat.of().parseHex("020100");

  // rsaEncryption, and NULL; id-ecPublicKey.
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Der() {}

  static byte[] pkcs8OfRsa(byte[] pkcs1) {
    return pkcs8(RSA, pkcs1);
  }

  /// The curve is inside of the key: `SEQUENCE { INTEGER 1, OCTET STRING, [0] curve, … }`. What
  /// is not of that form becomes something that the JDK refuses.
  static byte[] pkcs8OfEc(byte[] sec1) {
    return pkcs8(concat(EC, curve(sec1)), sec1);
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, concat(VERSION, element(SEQUENCE, algorithm), element(OCTET_STRING, key)));
  }

  private static byte[] curve(byte[] sec1) {
    int at = content(sec1, 0);
    while (at >= 0 && at + 2 <= sec1.length) {
      int start = content(sec1, at);
      int end = start + length(sec1, at);
      if (start < 0 || end < start || end > sec1.length) {
        break;
      }
      if ((sec1[at] & 0xff) == CURVE) {
        return Arrays.copyOfRange(sec1, start, end);
      }
      at = end;
    }
    return new byte[0];
  }

  /// Where the content of the element at this place begins.
  private static int content(byte[] der, int at) {
    if (at + 2 > der.length) {
      return -1;
    }
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first - 0x80);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int value = 0;
    for (int i = at + 2; i < at + 2 + first - 0x80; i++) {
      value =
          i < der.length && value < 0x10000 ? value << 8 | der[i] & 0xff : Integer.MAX_VALUE / 2;
    }
    return value;
  }

  private static byte[] element(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  /// In as few bytes as possible; longer forms are refused.
  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    out.write(0x80 + bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      out.write(length >> 8 * i);
    }
  }

  private static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
