// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why something from a remote is trusted. Immutable.
///
/// @since 0.1
public final class Judgement {
  private static final Judgement UNASKED = new Judgement(null, List.of());

  private final Verdict.@Nullable Trusted signedBy;

  private final List<OpenPgpSignature> openPgp;

  private Judgement(Verdict.@Nullable Trusted signedBy, List<OpenPgpSignature> openPgp) {
    this.signedBy = signedBy;
    this.openPgp = openPgp;
  }

  /// Nothing was demanded.
  static Judgement unasked() {
    return UNASKED;
  }

  Judgement with(Verdict.Trusted verdict) {
    return new Judgement(verdict, openPgp);
  }

  Judgement with(List<OpenPgpSignature> signatures) {
    return new Judgement(signedBy, List.copyOf(signatures));
  }

  /// The key that signed it, when a signature other than OpenPGP's was demanded.
  public Optional<Verdict.Trusted> signedBy() {
    return Optional.ofNullable(signedBy);
  }

  /// All OpenPGP signatures, at least one of which is valid; none when none was demanded.
  public List<OpenPgpSignature> openPgp() {
    return openPgp;
  }

  /// One line for each signature other than OpenPGP's that was demanded and found.
  public List<String> messages() {
    return signedBy == null ? List.of() : List.of(signedBy.message());
  }
}
