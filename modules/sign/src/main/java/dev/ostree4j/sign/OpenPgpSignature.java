// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One OpenPGP signature, judged: libostree's attributes of a signature.
///
/// Of a forged signature nothing is repeated that it says of itself: no time, no algorithms, and
/// the key's short name instead of its fingerprint.
///
/// @param standing what it is worth
/// @param fingerprint of the key that made it, in upper-case hexadecimal; 16 digits instead of 40
///     when only the key's short name is known
/// @param primaryFingerprint of the primary key above it; empty when the key is missing
/// @param made when; `1970-01-01T00:00:00Z` when that is unknown
/// @param expires when it ends to count
/// @param keyExpires when the key that made it ends, or ended
/// @param primaryKeyExpires the same of the primary key
/// @param keyAlgorithm how GnuPG calls the algorithm of the key: `RSA`, `EdDSA`
/// @param hashAlgorithm the same of the hash: `SHA256`
/// @param userName the name of the key's main user; empty when that has none
/// @param userEmail the mail address of the same
/// @since 0.1
public record OpenPgpSignature(
    Standing standing,
    String fingerprint,
    String primaryFingerprint,
    Instant made,
    Optional<Instant> expires,
    Optional<Instant> keyExpires,
    Optional<Instant> primaryKeyExpires,
    String keyAlgorithm,
    String hashAlgorithm,
    String userName,
    String userEmail) {
  /// What stands for a name that is not known.
  public static final String UNKNOWN_NAME = "[unknown name]";

  /// What stands for an address that is not known.
  public static final String UNKNOWN_EMAIL = "[unknown email]";

  private static final int SHORT_ID_DIGITS = 16;

  /// What a signature is worth. Only the first counts.
  ///
  /// @since 0.1
  public enum Standing {
    /// A key that is here made it over these bytes, and neither has ended.
    VALID,
    /// It says that it does not count any more.
    SIGNATURE_EXPIRED,
    /// The key, or the primary key above it, has ended.
    KEY_EXPIRED,
    /// The owner took the key back.
    KEY_REVOKED,
    /// The key is not in the key rings.
    KEY_MISSING,
    /// Everything else: made over other bytes, by a weak hash, by a key that must not sign.
    BAD
  }

  /// Whether it counts.
  public boolean isValid() {
    return standing == Standing.VALID;
  }

  /// Whether one of these keys made it, or the primary key above is one of them.
  ///
  /// @param fingerprints in upper-case hexadecimal, with 40 digits
  public boolean isBy(Collection<String> fingerprints) {
    return fingerprints.contains(primaryFingerprint)
        || fingerprints.stream().anyMatch(one -> one.endsWith(fingerprint));
  }

  /// The lines in which the program `ostree` describes it, each ended by a line feed.
  ///
  /// @param indent what precedes each line
  /// @param zone where times are told
  public String describe(String indent, ZoneId zone) {
    return new OpenPgpSignatureText(this, indent, zone).text();
  }

  /// Why none of these counts: the descriptions of all, the last first, as `ostree` tells it.
  ///
  /// @param signatures none of which is valid
  public static String describeFailure(List<OpenPgpSignature> signatures, ZoneId zone) {
    if (signatures.isEmpty()) {
      return "No GPG signatures found";
    }
    var text = new StringBuilder();
    for (OpenPgpSignature one : signatures.reversed()) {
      text.append(one.describe("", zone));
    }
    return text.toString().strip();
  }

  /// The last 16 digits of a fingerprint, by which people know keys.
  static String shortId(String fingerprint) {
    return fingerprint
        .substring(Math.max(0, fingerprint.length() - SHORT_ID_DIGITS))
        .toUpperCase(Locale.ROOT);
  }
}
