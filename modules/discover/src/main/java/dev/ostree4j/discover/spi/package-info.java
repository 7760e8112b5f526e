// SPDX-License-Identifier: LGPL-2.1-or-later

/// What a finder that lives in a module of its own has to bring along.
package dev.ostree4j.discover.spi;
