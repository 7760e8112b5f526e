// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the blocks of a PEM file:
///
/// ```text
/// -----BEGIN LABEL-----
/// base64 in lines
/// -----END LABEL-----
/// ```
///
/// What stands between blocks does not count, nor does a block without an end.
final class Pem {
  private Pem() {}

  /// The base64 of each block with this label.
  static List<String> bodies(byte[] file, String label) {
    var bodies = new ArrayList<String>();
    @Nullable StringBuilder open = null;
    for (String line : new String(file, StandardCharsets.ISO_8859_1).split("[\n\r]")) {
      String text = line.strip();
      if (text.equals("-----BEGIN " + label + "-----")) {
        open = new StringBuilder();
      } else if (open != null && text.equals("-----END " + label + "-----")) {
        bodies.add(open.toString());
        open = null;
      } else if (open != null) {
        open.append(text);
      }
    }
    return bodies;
  }
}
