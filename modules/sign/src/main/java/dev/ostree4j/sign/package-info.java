// SPDX-License-Identifier: LGPL-2.1-or-later

/// What it means to sign and verify; ed25519, spki and dummy engines; the engine SPI.
///
/// ```text
/// ed25519   public key   32 bytes                        one line of base64
///           secret key   64 bytes = seed | public key    one line of base64
///           signature    64 bytes = R | S                over the bytes themselves
/// spki      public key   SubjectPublicKeyInfo, DER       PEM "PUBLIC KEY", or its base64
///           secret key   PKCS#8, DER                     PEM "PRIVATE KEY", or its base64
///           signature    what the key makes: Ed25519 64 bytes, Ed448 114 bytes, ECDSA a DER
///                        sequence (SHA-256), RSA as long as its modulus (SHA-256, PKCS#1 v1.5)
/// dummy     a word       the signature is that word itself: proves nothing, for tests only
/// ```
package dev.ostree4j.sign;
