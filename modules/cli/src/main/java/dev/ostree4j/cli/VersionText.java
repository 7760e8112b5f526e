// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// What `--version` prints: YAML, in the form that scripts read from the C program.
final class VersionText {
  /// The release of libostree whose formats and command line these are.
  static final String LIBOSTREE = "2026.4";

  /// What servers are told: some let only this name in, as they know the C program by it.
  static final String USER_AGENT = "libostree/" + LIBOSTREE;

  /// Our own release.
  static final String OSTREE4J = "0.1.0";

  private VersionText() {}

  /// Only features that work are listed: test suites skip what is absent and demand what is there.
  static String text() {
    return "libostree:\n Version: '"
        + LIBOSTREE
        + "'\n"
        + " Features:\n"
        + "  - composefs\n"
        + "  - gpgme\n"
        + "  - inode64\n"
        + "  - libarchive\n"
        + "  - sign-ed25519\n"
        + "  - sign-spki\n"
        + "ostree4j:\n"
        + " Version: '"
        + OSTREE4J
        + "'\n";
  }
}
