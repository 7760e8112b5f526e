// SPDX-License-Identifier: LGPL-2.1-or-later

/// What another kind of signature has to bring along.
package dev.ostree4j.sign.spi;
