// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpException;
import java.util.Optional;

/// Cuts bytes into packets, without looking into them and without copying.
///
/// Only lengths that are said in advance are read: bodies in parts, or up to the end of the file,
/// are for documents, and neither keys nor signatures are written so.
final class PacketReader {
  private static final int PACKET_BIT = 0x80;
  private static final int NEW_FORM_BIT = 0x40;
  private static final int LENGTH_UNKNOWN = 3;

  private final String source;
  private final byte[] bytes;
  private int position;

  PacketReader(String source, byte[] bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  /// The next packet; nothing at the end.
  Optional<Packet> next() throws OpenPgpException.Malformed {
    if (position == bytes.length) {
      return Optional.empty();
    }
    int start = position;
    int header = take();
    if ((header & PACKET_BIT) == 0) {
      throw malformed(start, "no packet of OpenPGP");
    }
    boolean isNew = (header & NEW_FORM_BIT) != 0;
    int tag = isNew ? header & 0x3F : header >> 2 & 0x0F;
    long length = isNew ? newLength(start) : oldLength(start, header & 3);
    if (tag == 0) {
      throw malformed(start, "a packet of kind 0");
    }
    if (length > bytes.length - position) {
      throw malformed(start, "a packet of " + length + " bytes which ends too early");
    }
    int bodyStart = position;
    position += (int) length;
    return Optional.of(new Packet(tag, bytes, start, bodyStart, position));
  }

  private long oldLength(int start, int kind) throws OpenPgpException.Malformed {
    if (kind == LENGTH_UNKNOWN) {
      throw malformed(start, "a packet of unknown length");
    }
    return number(1 << kind);
  }

  private long newLength(int start) throws OpenPgpException.Malformed {
    int first = take();
    if (first < 192) {
      return first;
    }
    if (first < 224) {
      return (first - 192 << 8) + take() + 192;
    }
    if (first < 255) {
      throw malformed(start, "a packet in parts");
    }
    return number(4);
  }

  private long number(int length) throws OpenPgpException.Malformed {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | take();
    }
    return number;
  }

  private int take() throws OpenPgpException.Malformed {
    if (position == bytes.length) {
      throw malformed(position, "the end inside of the head of a packet");
    }
    return bytes[position++] & 0xFF;
  }

  private OpenPgpException.Malformed malformed(int at, String what) {
    return new OpenPgpException.Malformed(source + ": " + what + ", at byte " + at);
  }
}
