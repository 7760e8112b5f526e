// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpKey;
import java.time.Instant;

/// A judged key as others get to see it.
final class KeyDescription {
  private KeyDescription() {}

  static OpenPgpKey of(Certificate certificate) {
    boolean isRevoked = certificate.primary().isRevoked();
    return new OpenPgpKey(
        part(certificate.primary()),
        certificate.subkeys().stream().map(KeyDescription::part).toList(),
        certificate.users().stream().map(user -> user(user, isRevoked)).toList());
  }

  private static OpenPgpKey.Part part(KeyState key) {
    return new OpenPgpKey.Part(
        key.key().fingerprint(),
        Instant.ofEpochSecond(key.key().createdSeconds()),
        SignatureVerifier.instant(key.expiresSeconds()),
        key.isRevoked(),
        key.isExpired(),
        !key.isValid());
  }

  private static OpenPgpKey.UserId user(UserState user, boolean keyIsRevoked) {
    UserIdParts parts = user.parts();
    WebKeyDirectory urls = WebKeyDirectory.of(parts.email());
    return new OpenPgpKey.UserId(
        parts.text(),
        parts.name(),
        parts.comment(),
        parts.email(),
        user.isRevoked() || keyIsRevoked,
        !user.isValid(),
        urls.advanced(),
        urls.direct());
  }
}
