// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request must bring.
///
/// @param cookies these cookies
/// @param headers these header lines
/// @param credentials `USER:PASSWORD`
record Demands(List<Pair> cookies, List<Pair> headers, Optional<String> credentials) {
  static final Demands NONE = new Demands(List.of(), List.of(), Optional.empty());

  record Pair(String name, String value) {}

  Demands withCookie(String name, String value) {
    return new Demands(and(cookies, name, value), headers, credentials);
  }

  Demands withHeader(String name, String value) {
    return new Demands(cookies, and(headers, name, value), credentials);
  }

  Demands withBasicAuth(Optional<String> wanted) {
    return new Demands(cookies, headers, wanted);
  }

  private static List<Pair> and(List<Pair> pairs, String name, String value) {
    var all = new ArrayList<>(pairs);
    all.add(new Pair(name, value));
    return List.copyOf(all);
  }

  boolean admits(Headers request) {
    return credentials.isEmpty() || sameCredentials(request.getFirst("Authorization"));
  }

  private boolean sameCredentials(@Nullable String given) {
    if (given == null || !given.regionMatches(true, 0, "Basic ", 0, 6)) {
      return false;
    }
    byte[] wanted = credentials.orElseThrow().getBytes(StandardCharsets.UTF_8);
    try {
      return MessageDigest.isEqual(wanted, Base64.getDecoder().decode(given.substring(6).strip()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// What is missing, in words, or nothing.
  Optional<String> missing(Headers request) {
    List<String> brought = cookies(request);
    for (Pair cookie : cookies) {
      String wanted = cookie.name() + "=" + cookie.value();
      if (!brought.contains(wanted)) {
        return Optional.of("Expected cookie not found " + wanted);
      }
    }
    for (Pair header : headers) {
      String found = request.getFirst(header.name());
      if (found == null) {
        return Optional.of("Expected header not found " + header.name());
      }
      if (!found.equals(header.value())) {
        return Optional.of(
            "Expected header " + header.name() + ": " + header.value() + " but found " + found);
      }
    }
    return Optional.empty();
  }

  private static List<String> cookies(Headers request) {
    var all = new ArrayList<String>();
    for (String line : request.getOrDefault("Cookie", List.of())) {
      for (String pair : line.split(";", -1)) {
        all.add(pair.strip());
      }
    }
    return all;
  }
}
