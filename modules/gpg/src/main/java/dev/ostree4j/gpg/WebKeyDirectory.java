// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where the host of a mail address offers the key of that address: the Web Key Directory.
///
/// @param advanced on a host of its own; empty when the address is none
/// @param direct on the host itself
record WebKeyDirectory(String advanced, String direct) {
  private static final String ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769";
  private static final String PATH = "/.well-known/openpgpkey/";
  private static final int BITS = 5;

  static WebKeyDirectory of(String email) {
    int at = email.indexOf('@');
    if (at < 1 || at == email.length() - 1) {
      return new WebKeyDirectory("", "");
    }
    String local = email.substring(0, at);
    String host = email.substring(at + 1).toLowerCase(Locale.ROOT);
    byte[] hash = Sha1.of(local.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    String file =
        "hu/"
            + base32(hash)
            + "?l="
            + URLEncoder.encode(local, StandardCharsets.UTF_8).replace("+", "%20");
    return new WebKeyDirectory(
        "https://openpgpkey." + host + PATH + host + "/" + file, "https://" + host + PATH + file);
  }

  /// Base 32 in the alphabet called z-base-32; the length is a multiple of five bits here.
  private static String base32(byte[] bytes) {
    var text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte one : bytes) {
      held = held << 8 | one & 0xFF;
      bits += 8;
      while (bits >= BITS) {
        bits -= BITS;
        text.append(ALPHABET.charAt(held >> bits & 31));
      }
    }
    return text.toString();
  }
}
