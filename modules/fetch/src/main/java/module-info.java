// SPDX-License-Identifier: LGPL-2.1-or-later

/// HTTP with retries, mirrors, ranges and limits; knows nothing of OSTree.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.fetch {
  requires static org.jspecify;
  requires java.net.http;
}
