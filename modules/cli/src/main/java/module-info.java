// SPDX-License-Identifier: LGPL-2.1-or-later

/// The command line: parses arguments, calls the modules below, prints, exits.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.cli {
  requires static org.jspecify;
}
