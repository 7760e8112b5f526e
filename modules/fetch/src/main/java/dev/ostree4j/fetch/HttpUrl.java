// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// URLs of servers as people write them, read as leniently as curl reads them: the scheme in
/// letters of any size, one to three slashes after it, and blanks and other characters that a URI
/// has no place for as they are.
///
/// @since 0.1
public final class HttpUrl {
  private static final Pattern PARTS =
      Pattern.compile("([Hh][Tt][Tt][Pp][Ss]?):/{1,3}([^/?#]+)(.*)", Pattern.DOTALL);
  private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final String UNWISE = " \"<>\\^`{|}";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private HttpUrl() {}

  /// The URI that is meant.
  ///
  /// @param text the URL; control characters are refused, which curl sends encoded: no URL has them
  ///     on purpose
  /// @throws URISyntaxException when it is none of HTTP or HTTPS
  public static URI parse(String text) throws URISyntaxException {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new URISyntaxException(text, "No http:// or https:// with a host");
    }
    if (BAD_PERCENT.matcher(text).find()) {
      throw new URISyntaxException(text, "Invalid %-encoding");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String path = parts.group(3);
    return new URI(scheme + "://" + encoded(parts.group(2), UNWISE) + encoded(path, UNWISE + "[]"));
  }

  private static String encoded(String text, String unwise) {
    var result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (unwise.indexOf(c) >= 0) {
        result.append('%').append(HEX.toHexDigits((byte) c));
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }
}
