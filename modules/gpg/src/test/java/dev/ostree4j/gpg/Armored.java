// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Puts on what [Armor] takes off.
final class Armored {
  private Armored() {}

  static byte[] of(String kind, byte[] bytes) {
    String text =
        "-----BEGIN PGP "
            + kind
            + "-----\nComment: test\n\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
            + "\n=AAAA\n-----END PGP "
            + kind
            + "-----\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
