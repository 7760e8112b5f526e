// SPDX-License-Identifier: LGPL-2.1-or-later

/// HTTP with retries, mirrors, ranges and limits; knows nothing of OSTree.
package dev.ostree4j.fetch;
