// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.util.Locale;
import java.util.Set;

/// The header lines which are not a caller's to set, since the protocol depends on them.
final class OwnHeaders {
  private static final Set<String> NAMES =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "http2-settings",
          "if-range",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "range",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private OwnHeaders() {}

  /// @throws IllegalArgumentException when the name is one of them
  static void refuse(String name) {
    if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("the header " + name + " cannot be set: leave it out");
    }
  }
}
