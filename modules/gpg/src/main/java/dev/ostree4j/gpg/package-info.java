// SPDX-License-Identifier: LGPL-2.1-or-later

/// An OpenPGP engine for `sign`; exports nothing, provides a service.
package dev.ostree4j.gpg;
