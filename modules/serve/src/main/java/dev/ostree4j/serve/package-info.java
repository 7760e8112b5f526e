// SPDX-License-Identifier: LGPL-2.1-or-later

/// Serves a directory over HTTP; knows nothing of OSTree.
package dev.ostree4j.serve;
