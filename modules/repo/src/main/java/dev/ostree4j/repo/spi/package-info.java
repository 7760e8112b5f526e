// SPDX-License-Identifier: LGPL-2.1-or-later

/// What other modules may provide for a repository.
package dev.ostree4j.repo.spi;
