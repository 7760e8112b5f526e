// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Puts paths behind URLs.
final class UrlPaths {
  private static final String UNRESERVED = "-._~!$&'()*+,;=:@/";

  private UrlPaths() {}

  /// The URL of a path below a directory; a query stays at the end.
  ///
  /// @throws IllegalArgumentException when a segment of the path is empty or made of dots only
  static URI below(URI directory, String path) {
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException("no path below a URL: '" + path + "'");
      }
    }
    String text = directory.toString();
    int end = firstOf(text, '?', firstOf(text, '#', text.length()));
    String base = text.substring(0, end);
    int fragment = firstOf(text, '#', text.length());
    String query = text.substring(end, Math.max(end, fragment));
    return URI.create(base + (base.endsWith("/") ? "" : "/") + encoded(path) + query);
  }

  private static int firstOf(String text, char mark, int otherwise) {
    int at = text.indexOf(mark);
    return at < 0 ? otherwise : Math.min(at, otherwise);
  }

  private static String encoded(String path) {
    var text = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        text.append(c);
      } else {
        text.append('%').append(String.format("%02X", (int) c));
      }
    }
    return text.toString();
  }
}
