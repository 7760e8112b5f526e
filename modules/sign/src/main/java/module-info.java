// SPDX-License-Identifier: LGPL-2.1-or-later

/// What it means to sign and verify; ed25519, spki and dummy engines; the engine SPI.
///
/// Start with [dev.ostree4j.sign.Signer] and [dev.ostree4j.sign.Verifier]; what a verifier answers
/// is a [dev.ostree4j.sign.Verdict]. [dev.ostree4j.sign.SignedMetadata] is where signatures lie
/// beside a commit or a summary. A kind of signature is a
/// [dev.ostree4j.sign.spi.SignatureEngine].
@org.jspecify.annotations.NullMarked
module dev.ostree4j.sign {
  requires static org.jspecify;
  requires transitive dev.ostree4j.object;

  exports dev.ostree4j.sign;
  exports dev.ostree4j.sign.spi;

  uses dev.ostree4j.sign.spi.OpenPgpEngine;
}
