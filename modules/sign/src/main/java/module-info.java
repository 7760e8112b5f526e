// SPDX-License-Identifier: LGPL-2.1-or-later

/// What it means to sign and verify; ed25519, spki and dummy engines; the engine SPI.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.sign {
  requires static org.jspecify;
  requires transitive dev.ostree4j.object;
}
