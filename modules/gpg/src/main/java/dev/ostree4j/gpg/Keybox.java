// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// The database in which newer GnuPG keeps its public keys; it goes by the name of a key ring at
/// times.
///
/// ```text
///   blob   length (4)   type (1)   …                all numbers big-endian
///   first blob           01   version (1)  flags (2)  "KBXf"  …
///   a blob with a key    02   version (1)  flags (2)  start (4)  length (4)  …  the key  …
/// ```
final class Keybox {
  private static final int MAGIC = 0x4B425866;
  private static final int MAGIC_AT = 8;
  private static final int TYPE_KEY = 2;
  private static final int SHORTEST_BLOB = 16;

  private Keybox() {}

  static boolean isOne(byte[] bytes) {
    return bytes.length >= MAGIC_AT + 4 && ByteBuffer.wrap(bytes).getInt(MAGIC_AT) == MAGIC;
  }

  /// The packets of all keys, up to the first blob that is broken.
  static byte[] packets(byte[] bytes) {
    ByteBuffer box = ByteBuffer.wrap(bytes);
    var packets = new ByteArrayOutputStream();
    int at = 0;
    while (at <= bytes.length - SHORTEST_BLOB) {
      int length = box.getInt(at);
      if (length < SHORTEST_BLOB || length > bytes.length - at) {
        break;
      }
      if (bytes[at + 4] == TYPE_KEY) {
        int start = box.getInt(at + 8);
        int size = box.getInt(at + 12);
        if (start < SHORTEST_BLOB || size < 0 || start > length || size > length - start) {
          break;
        }
        packets.write(bytes, at + start, size);
      }
      at += length;
    }
    return packets.toByteArray();
  }
}
