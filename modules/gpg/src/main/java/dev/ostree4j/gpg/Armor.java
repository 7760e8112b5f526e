// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// ASCII armour: binary data between two lines of dashes, in Base64.
///
/// ```text
///   -----BEGIN PGP PUBLIC KEY BLOCK-----
///   Comment: lines up to an empty one
///
///   mQENBFIwPPcBCACq…
///   =njUy                                  CRC-24, optional; not looked at: signatures protect
///   -----END PGP PUBLIC KEY BLOCK-----
/// ```
final class Armor {
  private static final String BEGIN = "-----BEGIN PGP ";
  private static final String END = "-----END PGP ";

  private final String source;
  private final String text;
  private final ByteArrayOutputStream result = new ByteArrayOutputStream();
  private int position;

  private Armor(String source, byte[] bytes) {
    this.source = source;
    this.text = new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// The data of all blocks in a text, one after the other; what has no armour comes back as it is.
  static byte[] strip(String source, byte[] bytes) throws OpenPgpException.Malformed {
    // The first byte of a packet is no ASCII.
    if (bytes.length == 0 || bytes[0] < 0) {
      return bytes;
    }
    return new Armor(source, bytes).decode();
  }

  private byte[] decode() throws OpenPgpException.Malformed {
    boolean found = false;
    while (position < text.length()) {
      if (line().startsWith(BEGIN)) {
        found = true;
        decodeBlock();
      }
    }
    if (!found) {
      throw new OpenPgpException.Malformed(
          source + ": no OpenPGP data, neither binary nor armoured");
    }
    return result.toByteArray();
  }

  private void decodeBlock() throws OpenPgpException.Malformed {
    skipHeaders();
    var body = new StringBuilder();
    while (position < text.length()) {
      String line = line();
      if (line.startsWith(END)) {
        append(body);
        return;
      }
      // A line with the checksum: the data has ended.
      if (!line.startsWith("=")) {
        body.append(line);
      }
    }
    throw new OpenPgpException.Malformed(source + ": the armour does not end");
  }

  private void skipHeaders() {
    while (position < text.length()) {
      int before = position;
      String line = line();
      if (line.isEmpty()) {
        return;
      }
      if (line.indexOf(':') < 0) {
        // Some writers leave the empty line out.
        position = before;
        return;
      }
    }
  }

  private void append(StringBuilder body) throws OpenPgpException.Malformed {
    try {
      result.writeBytes(Base64.getDecoder().decode(body.toString()));
    } catch (IllegalArgumentException e) {
      throw new OpenPgpException.Malformed(source + ": damaged armour: " + e.getMessage(), e);
    }
  }

  private String line() {
    int end = text.indexOf('\n', position);
    end = end < 0 ? text.length() : end;
    String line = text.substring(position, end).strip();
    position = end + 1;
    return line;
  }
}
