// SPDX-License-Identifier: LGPL-2.1-or-later

/// Finds who has a ref: configured remotes, mounted media, the local network; writes media.
package dev.ostree4j.discover;
