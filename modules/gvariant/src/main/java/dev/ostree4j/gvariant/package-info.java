// SPDX-License-Identifier: LGPL-2.1-or-later

/// GVariant values.
package dev.ostree4j.gvariant;
