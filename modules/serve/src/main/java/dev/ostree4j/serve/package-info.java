// SPDX-License-Identifier: LGPL-2.1-or-later

/// Serves a directory over HTTP; knows nothing of OSTree.
///
/// [dev.ostree4j.serve.FileServer] serves, [dev.ostree4j.serve.FileServerOptions] says how.
package dev.ostree4j.serve;
