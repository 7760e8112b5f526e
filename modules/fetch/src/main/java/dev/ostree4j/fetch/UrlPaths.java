// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Paths as they are put behind URLs.
final class UrlPaths {
  private static final String UNRESERVED = "-._~!$&'()*+,;=:@/";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UrlPaths() {}

  /// The same path.
  ///
  /// @throws IllegalArgumentException when a segment of it is empty or made of dots only
  static String checked(String path) {
    for (int start = 0, end; start <= path.length(); start = end + 1) {
      int slash = path.indexOf('/', start);
      end = slash < 0 ? path.length() : slash;
      boolean dots = path.startsWith(".", start) && end == start + 1;
      boolean twoDots = path.startsWith("..", start) && end == start + 2;
      if (end == start || dots || twoDots) {
        throw new IllegalArgumentException("no path below a URL: '" + path + "'");
      }
    }
    return path;
  }

  /// The path as a URL spells it.
  static String encoded(String path) {
    int plain = 0;
    while (plain < path.length() && isPlain(path.charAt(plain))) {
      plain++;
    }
    if (plain == path.length()) {
      return path;
    }
    var text = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && isPlain((char) b)) {
        text.append((char) b);
      } else {
        text.append('%').append(HEX.toHexDigits(b));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || UNRESERVED.indexOf(c) >= 0;
  }
}
