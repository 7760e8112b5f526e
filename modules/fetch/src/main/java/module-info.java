// SPDX-License-Identifier: LGPL-2.1-or-later

/// HTTP with retries, mirrors, ranges and limits; knows nothing of OSTree.
///
/// Read `Fetcher` first, then `FetchRequest` and `FetchException`; below them `Tour` goes through
/// mirrors and retries, `Journey` follows redirects, and a `Wire` carries one request.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.fetch {
  requires static org.jspecify;
  requires java.net.http;
  requires java.xml;

  exports dev.ostree4j.fetch;
}
