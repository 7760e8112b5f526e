// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the signatures which lie beside a document.
///
/// Nothing but signatures is read. Compressed packets above all are refused: they say nothing that
/// a signature could not say itself, and nobody knows how long they get.
final class SignatureReader {
  /// Real documents have one or two. Each may cost a hash over the whole document.
  static final int MOST_SIGNATURES = 100;

  /// The two areas of a signature have 64 KiB at most, its numbers far less.
  private static final int LONGEST_SIGNATURE = 256 << 10;

  private final List<SignatureFacts> signatures = new ArrayList<>();

  /// @throws OpenPgpException.Malformed when one of the values is something else
  static List<SignatureFacts> readAll(List<byte[]> values) throws OpenPgpException.Malformed {
    var reader = new SignatureReader();
    for (int i = 0; i < values.size(); i++) {
      reader.read("signature " + (i + 1), values.get(i));
    }
    return reader.signatures;
  }

  private void read(String source, byte[] value) throws OpenPgpException.Malformed {
    int before = signatures.size();
    var packets = new PacketReader(source, Armor.strip(source, value));
    for (Optional<Packet> next = packets.next(); next.isPresent(); next = packets.next()) {
      add(source, next.get());
    }
    if (signatures.size() == before) {
      throw new OpenPgpException.Malformed(source + ": no signature in it");
    }
  }

  private void add(String source, Packet packet) throws OpenPgpException.Malformed {
    switch (packet.tag()) {
      case Packet.SIGNATURE -> signatures.add(parse(source, packet));
      case Packet.MARKER, Packet.TRUST -> {
        // To be ignored, says RFC 4880.
      }
      default ->
          throw new OpenPgpException.Malformed(source + ": " + packet + " is not a signature");
    }
    if (signatures.size() > MOST_SIGNATURES) {
      throw new OpenPgpException.Malformed("more than " + MOST_SIGNATURES + " signatures");
    }
  }

  private static SignatureFacts parse(String source, Packet packet)
      throws OpenPgpException.Malformed {
    if (packet.bodyLength() > LONGEST_SIGNATURE) {
      throw new OpenPgpException.Malformed(source + ": a signature of " + packet.bodyLength());
    }
    try {
      return new SignatureFacts(packet);
    } catch (IllegalArgumentException e) {
      throw new OpenPgpException.Malformed(source + ": " + packet + ": " + e.getMessage(), e);
    }
  }
}
