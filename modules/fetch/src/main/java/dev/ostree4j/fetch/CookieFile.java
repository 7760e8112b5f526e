// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The cookies of a remote, in the form of Netscape's `cookies.txt`: a line for each, fields
/// parted by tabs. OSTree keeps them in `REMOTE.cookies.txt` inside the repository.
///
/// ```text
/// domain TAB subdomains TAB path TAB secure TAB expires TAB name TAB value LF
///            TRUE|FALSE         TRUE|FALSE  seconds since 1970, 0 = never
/// ```
///
/// Comments and lines which are no cookies are kept as they are and mean nothing; a line may
/// begin with `#HttpOnly_`, which means nothing either. Immutable.
///
/// @since 0.1
public final class CookieFile {
  static final String HTTP_ONLY = "#HttpOnly_";

  // A server refuses longer headers; curl stops adding cookies at about the same length.
  private static final int HEADER_MAX = 8190;

  private static final CookieFile EMPTY = new CookieFile(List.of());

  private final List<String> lines;
  private final List<Cookie> cookies;

  private CookieFile(List<String> lines) {
    this.lines = List.copyOf(lines);
    this.cookies = this.lines.stream().map(Cookie::parse).flatMap(Optional::stream).toList();
  }

  /// No cookies.
  public static CookieFile empty() {
    return EMPTY;
  }

  /// Reads a whole file; what is not UTF-8 in it is in no cookie.
  public static CookieFile parse(byte[] file) {
    return new CookieFile(new String(file, StandardCharsets.UTF_8).lines().toList());
  }

  /// The whole file, to be written.
  public byte[] bytes() {
    return lines.stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The cookies in the order of the file, ended ones too.
  public List<Cookie> cookies() {
    return cookies;
  }

  /// This file and one more cookie at its end.
  public CookieFile with(Cookie cookie) {
    List<String> more = new ArrayList<>(lines);
    more.add(cookie.line());
    return new CookieFile(more);
  }

  /// This file without the cookies of this domain, path and name; empty when there is none such.
  public Optional<CookieFile> without(String domain, String path, String name) {
    List<String> rest =
        lines.stream()
            .filter(line -> Cookie.parse(line).filter(c -> is(c, domain, path, name)).isEmpty())
            .toList();
    return rest.size() == lines.size() ? Optional.empty() : Optional.of(new CookieFile(rest));
  }

  /// The value of the `Cookie` header for a request, those of longer paths first; empty when
  /// there is none to send.
  ///
  /// @param tls whether the request is sent over TLS
  /// @param host the host, without port
  /// @param path the path of the request as it is sent
  /// @param now what ended before is not sent
  public Optional<String> header(boolean tls, String host, String path, Instant now) {
    var header = new StringBuilder();
    cookies.stream()
        .filter(cookie -> cookie.matches(tls, host, path, now))
        .sorted(Comparator.comparing((Cookie cookie) -> -cookie.path().length()))
        .map(cookie -> cookie.name() + "=" + cookie.value())
        .filter(pair -> header.length() + pair.length() < HEADER_MAX)
        .forEach(pair -> header.append(header.isEmpty() ? "" : "; ").append(pair));
    return header.isEmpty() ? Optional.empty() : Optional.of(header.toString());
  }

  private static boolean is(Cookie cookie, String domain, String path, String name) {
    return cookie.domain().equals(domain)
        && cookie.path().equals(path)
        && cookie.name().equals(name);
  }
}
