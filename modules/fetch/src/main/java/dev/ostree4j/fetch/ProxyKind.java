// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// What a proxy speaks.
enum ProxyKind {
  /// HTTP; for TLS the method CONNECT.
  HTTP,
  /// SOCKS 4: we resolve the name.
  SOCKS4,
  /// SOCKS 4a: the proxy resolves the name.
  SOCKS4A,
  /// SOCKS 5: we resolve the name.
  SOCKS5,
  /// SOCKS 5: the proxy resolves the name.
  SOCKS5H;

  // What curl takes where a proxy has no port, for HTTP too.
  private static final int USUAL_PORT = 1080;

  static Optional<ProxyKind> of(URI proxy) {
    return switch (proxy.getScheme().toLowerCase(Locale.ROOT)) {
      case "http" -> Optional.of(HTTP);
      case "socks4" -> Optional.of(SOCKS4);
      case "socks4a" -> Optional.of(SOCKS4A);
      case "socks", "socks5" -> Optional.of(SOCKS5);
      case "socks5h" -> Optional.of(SOCKS5H);
      default -> Optional.empty();
    };
  }

  static int port(URI proxy) {
    return proxy.getPort() >= 0 ? proxy.getPort() : USUAL_PORT;
  }

  static boolean isHttp(URI proxy) {
    return of(proxy).filter(HTTP::equals).isPresent();
  }

  /// The host as the resolver wants it.
  static String host(URI proxy) {
    return proxy.getHost().replaceAll("[\\[\\]]", "");
  }

  /// User and password, parted by a colon.
  static Optional<String> credentials(URI proxy) {
    return Optional.ofNullable(proxy.getRawUserInfo()).map(Target::decoded);
  }

  /// The URL without user and password.
  static String shown(URI proxy) {
    return Target.hidden(proxy);
  }
}
