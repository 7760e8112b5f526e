// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.Instant;
import java.util.Optional;

/// One line of a [CookieFile]: what is sent to which servers until when.
///
/// @param domain the host name or address; a leading dot stands for the hosts below it, too
/// @param subdomains whether hosts below the domain get the cookie
/// @param path what the path of a request must begin with, by whole segments
/// @param secure whether the cookie is sent over TLS only
/// @param expires when it ends, to the second; empty when it does not
/// @param name its name
/// @param value its value, which may be empty
/// @since 0.1
public record Cookie(
    String domain,
    boolean subdomains,
    String path,
    boolean secure,
    Optional<Instant> expires,
    String name,
    String value) {
  private static final int FIELDS = 7;

  /// Checks that the cookie fits on its line and into a header.
  ///
  /// @throws IllegalArgumentException when a text has control characters, when domain or name is
  ///     empty, when a name or value has a semicolon, or when the path does not begin with a
  ///     slash
  public Cookie {
    for (String text : new String[] {domain, path, name, value}) {
      if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw new IllegalArgumentException("control character in cookie '" + visible(text) + "'");
      }
    }
    if (domain.isEmpty() || name.isEmpty() || !path.startsWith("/")) {
      throw new IllegalArgumentException(
          "a cookie needs a domain, a name and a path which begins with '/'");
    }
    if (name.indexOf(';') >= 0 || name.indexOf('=') >= 0 || value.indexOf(';') >= 0) {
      throw new IllegalArgumentException("cookie '" + name + "' has a separator in it");
    }
  }

  /// A cookie as `remote add-cookie` makes it: for hosts below the domain where that begins with
  /// a dot, with or without TLS.
  ///
  /// @param expires when it ends; the C program takes 25 years from now
  /// @throws IllegalArgumentException as the constructor
  public static Cookie of(String domain, String path, String name, String value, Instant expires) {
    return new Cookie(
        domain, domain.startsWith("."), path, false, Optional.of(expires), name, value);
  }

  /// Reads a line; empty for comments and for what is no cookie.
  static Optional<Cookie> parse(String line) {
    String rest = line.startsWith(CookieFile.HTTP_ONLY) ? afterMark(line) : line;
    String[] fields = rest.split("\t", -1);
    if (rest.startsWith("#") || fields.length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Cookie(
              fields[0],
              fields[1].equals("TRUE"),
              fields[2],
              fields[3].equals("TRUE"),
              expiry(fields[4]),
              fields[5],
              fields[6]));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // NumberFormatException is one, too
    }
  }

  /// Whether a request over this scheme to this host and path carries the cookie.
  boolean matches(boolean tls, String host, String requestPath, Instant now) {
    return (tls || !secure)
        && matchesHost(host)
        && matchesPath(requestPath)
        && expires.map(now::isBefore).orElse(true);
  }

  /// The line, without its end.
  String line() {
    return String.join(
        "\t",
        domain,
        subdomains ? "TRUE" : "FALSE",
        path,
        secure ? "TRUE" : "FALSE",
        Long.toString(expires.map(Instant::getEpochSecond).orElse(0L)),
        name,
        value);
  }

  private boolean matchesHost(String host) {
    String bare = domain.startsWith(".") ? domain.substring(1) : domain;
    if (host.equalsIgnoreCase(bare)) {
      return true;
    }
    int start = host.length() - bare.length();
    // Digits at the end make an address, of which no part is a domain.
    return subdomains
        && start > 0
        && host.charAt(start - 1) == '.'
        && host.regionMatches(true, start, bare, 0, bare.length())
        && !Character.isDigit(host.charAt(host.length() - 1));
  }

  private boolean matchesPath(String requestPath) {
    return requestPath.startsWith(path)
        && (path.endsWith("/")
            || requestPath.length() == path.length()
            || requestPath.charAt(path.length()) == '/');
  }

  private static Optional<Instant> expiry(String seconds) {
    long value = Long.parseLong(seconds);
    return value == 0 ? Optional.empty() : Optional.of(instant(value));
  }

  private static Instant instant(long seconds) {
    if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
      throw new IllegalArgumentException("no time: " + seconds);
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static String afterMark(String line) {
    return line.substring(CookieFile.HTTP_ONLY.length());
  }

  private static String visible(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
