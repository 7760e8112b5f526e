// SPDX-License-Identifier: LGPL-2.1-or-later

/// What it means to sign and verify; ed25519, spki and dummy engines; the engine SPI.
package dev.ostree4j.sign;
