// SPDX-License-Identifier: LGPL-2.1-or-later

/// The summary file: make, read, cache.
package dev.ostree4j.summary;
