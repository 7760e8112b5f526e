// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

/// How we name ourselves to servers.
final class UserAgent {
  private static final String VERSION = "0.1.0";

  private UserAgent() {}

  static String ours() {
    return "ostree4j/" + VERSION;
  }
}
