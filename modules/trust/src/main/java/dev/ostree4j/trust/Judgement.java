// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.sign.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why something from a remote is trusted. Immutable.
///
/// @since 0.1
public final class Judgement {
  private static final Judgement UNASKED = new Judgement(null);

  private final Verdict.@Nullable Trusted signedBy;

  private Judgement(Verdict.@Nullable Trusted signedBy) {
    this.signedBy = signedBy;
  }

  /// Nothing was demanded.
  static Judgement unasked() {
    return UNASKED;
  }

  Judgement with(Verdict.Trusted verdict) {
    return new Judgement(verdict);
  }

  /// The key that signed it, when a signature other than OpenPGP's was demanded.
  public Optional<Verdict.Trusted> signedBy() {
    return Optional.ofNullable(signedBy);
  }

  /// One line for each signature that was demanded and found.
  public List<String> messages() {
    return signedBy == null ? List.of() : List.of(signedBy.message());
  }
}
