// SPDX-License-Identifier: LGPL-2.1-or-later

/// Serves a directory over HTTP; knows nothing of OSTree.
///
/// Start with [dev.ostree4j.serve.FileServer]; `Responder` decides what a request gets,
/// `ServedTree` where files come from.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.serve {
  requires static org.jspecify;
  requires dev.ostree4j.syscall;
  requires jdk.httpserver;

  exports dev.ostree4j.serve;
}
