// SPDX-License-Identifier: LGPL-2.1-or-later

/// Serves a directory over HTTP; knows nothing of OSTree.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.serve {
  requires static org.jspecify;
  requires jdk.httpserver;
}
