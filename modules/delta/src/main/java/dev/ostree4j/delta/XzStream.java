// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/// Puts blocks together to an `.xz` stream; see [XzBlock].
final class XzStream {
  private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
  private static final byte[] FLAGS = {0, XzBlock.CHECK};
  private static final byte[] END_MAGIC = {'Y', 'Z'};
  private static final int ALIGNMENT = 4;

  private final OutputStream out;
  private final ByteArrayOutputStream sizes = new ByteArrayOutputStream();
  private int blocks;

  /// Writes the header.
  XzStream(OutputStream out) throws IOException {
    this.out = out;
    out.write(MAGIC);
    out.write(FLAGS);
    out.write(crc(FLAGS));
  }

  void write(XzBlock block) throws IOException {
    block.writeTo(out);
    sizes.writeBytes(block.sizes());
    blocks++;
  }

  /// Writes what stands after the last block.
  void finish() throws IOException {
    var index = new ByteArrayOutputStream();
    index.write(0);
    Varint.write(index, blocks);
    index.writeBytes(sizes.toByteArray());
    while (index.size() % ALIGNMENT != 0) {
      index.write(0);
    }
    index.writeBytes(crc(index.toByteArray()));
    out.write(index.toByteArray());
    var footer = new ByteArrayOutputStream();
    footer.writeBytes(littleEndian(index.size() / ALIGNMENT - 1));
    footer.writeBytes(FLAGS);
    out.write(crc(footer.toByteArray()));
    out.write(footer.toByteArray());
    out.write(END_MAGIC);
  }

  private static byte[] crc(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return littleEndian((int) crc.getValue());
  }

  private static byte[] littleEndian(int value) {
    return new byte[] {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
    };
  }
}
