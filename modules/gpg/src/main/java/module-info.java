// SPDX-License-Identifier: LGPL-2.1-or-later

/// An OpenPGP engine for `sign`; exports nothing, provides a service.
///
/// Start with [dev.ostree4j.gpg.BouncyCastleEngine], the service. The way of bytes: `Armor` →
/// `PacketReader` → `KeyBlockReader` (what a key ring holds) → `CertificateReader` (what it is
/// worth) → `SignatureVerifier`. Bouncy Castle does the mathematics, nothing else.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.gpg {
  requires static org.jspecify;
  requires org.bouncycastle.pg;
  requires org.bouncycastle.provider;
  requires dev.ostree4j.sign;

  provides dev.ostree4j.sign.spi.OpenPgpEngine with
      dev.ostree4j.gpg.BouncyCastleEngine;
}
