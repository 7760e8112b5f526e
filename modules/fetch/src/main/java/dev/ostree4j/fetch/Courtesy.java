// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Chooses the header lines of each request: which of them are for everyone, and which only for
/// the server that the caller named.
final class Courtesy {
  private static final Header ANY = new Header("Accept", "*/*");

  private final FetchOptions.Values options;
  private final Header userAgent;

  Courtesy(FetchOptions.Values options) {
    this.options = options;
    this.userAgent = new Header("User-Agent", options.userAgent);
  }

  /// The lines of a request.
  ///
  /// @param first where the caller wanted to go, whose password and own headers these are
  /// @param hop where this request goes, after redirects
  /// @param insecure whether an earlier hop used TLS and this one does not
  /// @param special the lines of this kind of request
  List<Header> lines(Target first, Target hop, boolean insecure, List<Header> special) {
    List<Header> lines = new ArrayList<>();
    lines.add(userAgent);
    lines.add(ANY);
    lines.addAll(special);
    if (insecure) {
      return lines;
    }
    if (!options.cookies.cookies().isEmpty()) {
      addCookies(lines, hop);
    }
    if (first.trustsWithSecrets(hop)) {
      first.credentials().ifPresent(pair -> lines.add(basic("Authorization", pair)));
      options.headers.forEach(own -> replace(lines, own));
    }
    return lines;
  }

  /// User and password as a header.
  static Header basic(String name, String credentials) {
    String pair = credentials.contains(":") ? credentials : credentials + ":";
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return new Header(name, "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  private void addCookies(List<Header> lines, Target hop) {
    options
        .cookies
        .header(hop.isTls(), hop.bareHost(), hop.path(), Instant.now())
        .ifPresent(value -> lines.add(new Header("Cookie", value)));
  }

  private void replace(List<Header> lines, Header own) {
    // Two of the caller's own lines of one name are both sent.
    lines.removeIf(
        line -> line.name().equalsIgnoreCase(own.name()) && !options.headers.contains(line));
    lines.add(own);
  }
}
