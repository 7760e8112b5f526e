// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.OpenPgpSignature.Standing;
import java.time.Instant;
import java.util.Optional;

/// Judges one signature over one document.
final class SignatureVerifier {
  private final byte[] document;
  private final KeyRings rings;

  SignatureVerifier(byte[] document, KeyRings rings) {
    this.document = document;
    this.rings = rings;
  }

  OpenPgpSignature verify(SignatureFacts facts) {
    boolean isKnown =
        Algorithms.canSign(facts.keyAlgorithm())
            && !Algorithms.hash(facts.hashAlgorithm()).equals(OpenPgpSignature.UNKNOWN_NAME);
    Optional<Certificate> certificate = rings.find(facts);
    if (certificate.isEmpty()) {
      return describe(
          facts, facts.issuer(), certificate, isKnown ? Standing.KEY_MISSING : Standing.BAD);
    }
    KeyState key = certificate.get().find(facts.keyId()).orElseThrow();
    if (!isKnown || !isAllowed(facts, key)) {
      return describe(facts, facts.issuer(), certificate, Standing.BAD);
    }
    if (!facts.isUnderstood() || !Mathematics.isOver(facts, key.key(), document)) {
      return forged(facts, certificate.get());
    }
    if (!key.isCrossSigned()) {
      return describe(facts, facts.issuer(), certificate, Standing.BAD);
    }
    return describe(facts, key.key().fingerprint(), certificate, standing(facts, key));
  }

  /// Whether such a signature by such a key may count at all.
  private static boolean isAllowed(SignatureFacts facts, KeyState key) {
    return (facts.type() == SignatureFacts.BINARY || facts.type() == SignatureFacts.TEXT)
        && Algorithms.isStrong(facts.hashAlgorithm())
        && key.isValid()
        && key.maySign()
        && facts.createdSeconds() >= key.key().createdSeconds();
  }

  private Standing standing(SignatureFacts facts, KeyState key) {
    if (facts.isExpired(rings.nowSeconds())) {
      return Standing.SIGNATURE_EXPIRED;
    }
    if (key.isExpired()) {
      return Standing.KEY_EXPIRED;
    }
    return key.isRevoked() ? Standing.KEY_REVOKED : Standing.VALID;
  }

  private static OpenPgpSignature describe(
      SignatureFacts facts,
      String fingerprint,
      Optional<Certificate> certificate,
      Standing standing) {
    Optional<UserIdParts> user = certificate.flatMap(Certificate::mainUser);
    return new OpenPgpSignature(
        standing,
        fingerprint,
        certificate.map(one -> one.primary().key().fingerprint()).orElse(""),
        Instant.ofEpochSecond(facts.createdSeconds()),
        instant(facts.expiresSeconds()),
        certificate
            .flatMap(one -> one.find(facts.keyId()))
            .filter(key -> key.key().fingerprint().equals(fingerprint))
            .flatMap(key -> instant(key.expiresSeconds())),
        certificate.flatMap(one -> instant(one.primary().expiresSeconds())),
        Algorithms.key(facts.keyAlgorithm()),
        Algorithms.hash(facts.hashAlgorithm()),
        user.map(UserIdParts::name).orElse(OpenPgpSignature.UNKNOWN_NAME),
        user.map(UserIdParts::email).orElse(OpenPgpSignature.UNKNOWN_EMAIL));
  }

  /// Nothing that a forged signature says of itself is worth repeating.
  private static OpenPgpSignature forged(SignatureFacts facts, Certificate certificate) {
    Optional<UserIdParts> user = certificate.mainUser();
    return new OpenPgpSignature(
        Standing.BAD,
        facts.shortIssuer(),
        certificate.primary().key().fingerprint(),
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        instant(certificate.primary().expiresSeconds()),
        OpenPgpSignature.UNKNOWN_NAME,
        OpenPgpSignature.UNKNOWN_NAME,
        user.map(UserIdParts::name).orElse(OpenPgpSignature.UNKNOWN_NAME),
        user.map(UserIdParts::email).orElse(OpenPgpSignature.UNKNOWN_EMAIL));
  }

  static Optional<Instant> instant(long seconds) {
    return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }
}
