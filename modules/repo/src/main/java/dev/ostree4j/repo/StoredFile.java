// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;

/// Where the bytes of a loose object lie, so that a checkout can link them.
///
/// @param owner the repository that holds it: this one or one of its parents
/// @param directory what `path` is relative to; stays open as long as the repository
/// @param path the name of the file
/// @since 0.1
@SuppressWarnings("exports")
public record StoredFile(Repo owner, Descriptor directory, String path) {}
