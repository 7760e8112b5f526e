// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import java.io.IOException;

/// Bytes are no message of multicast DNS.
///
/// @since 0.1
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String what) {
    super("no message of multicast DNS: " + what);
  }
}
