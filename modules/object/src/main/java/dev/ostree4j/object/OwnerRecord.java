// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Arrays;

/// Owner, mode and extended attributes as `(uuua(ayay))`: the whole of a dirmeta, and the attribute
/// beside a file in a bare-user repository. Says nothing about which modes are right.
///
/// ```text
/// uid BE32 | gid BE32 | mode BE32 | xattrs
/// ```
record OwnerRecord(int uid, int gid, int mode, Xattrs xattrs) {
  private static final int FIXED_BYTES = 12;

  static OwnerRecord parse(byte[] bytes) throws ObjectFormatException {
    if (bytes.length < FIXED_BYTES) {
      throw ObjectFormatException.notNormal();
    }
    var parsed =
        new OwnerRecord(
            Framing.bigEndianInt(bytes, 0),
            Framing.bigEndianInt(bytes, 4),
            Framing.bigEndianInt(bytes, 8),
            Xattrs.read(Span.of(bytes).from(FIXED_BYTES)));
    if (!Arrays.equals(parsed.bytes(), bytes)) {
      throw ObjectFormatException.notNormal();
    }
    return parsed;
  }

  byte[] bytes() {
    byte[] stored = new byte[FIXED_BYTES + xattrs.sizeBytes()];
    Framing.putBigEndianInt(stored, 0, uid);
    Framing.putBigEndianInt(stored, 4, gid);
    Framing.putBigEndianInt(stored, 8, mode);
    xattrs.writeTo(stored, FIXED_BYTES);
    return stored;
  }
}
