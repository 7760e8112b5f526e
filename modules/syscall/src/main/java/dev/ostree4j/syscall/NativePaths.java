// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

/// The bytes behind a [Path].
///
/// `Path.toString` loses what the locale's encoding cannot show, under `LC_ALL=C` every letter
/// beyond ASCII; the URI keeps every byte, percent-encoded.
final class NativePaths {
  private NativePaths() {}

  /// The path as [FileNames] decode it; the working directory as `.`.
  static String text(Path path) {
    String text = path.toString();
    if (text.isEmpty()) {
      return ".";
    }
    return isAscii(text) ? text : FileNames.decode(unescape(path.toUri().getRawPath()));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static byte[] unescape(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
