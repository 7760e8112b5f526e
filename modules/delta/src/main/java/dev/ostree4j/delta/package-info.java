// SPDX-License-Identifier: LGPL-2.1-or-later

/// Static deltas: read, apply, make.
package dev.ostree4j.delta;
