// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;

/// Where a file is: a URL, or a path below the URL of a directory.
///
/// @param url the URL of the file or directory
/// @param path relative, parted by slashes, not encoded; empty where the URL is that of the file
record Place(URI url, String path) {}
