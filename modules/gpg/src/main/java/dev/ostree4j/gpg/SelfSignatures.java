// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// The signatures that the owner of a key made on one of its parts; checked when they are asked
/// for.
final class SelfSignatures {
  /// How many computations a key and its parts may cost; real ones need fewer than a hundred.
  static final class Budget {
    private int left = 2000;

    boolean take() {
      return left-- > 0;
    }
  }

  /// More are checked of no part, so that one of them cannot spend it all.
  private static final int MOST_CHECKS = 100;

  private final List<SignatureFacts> candidates = new ArrayList<>();
  private final Budget budget;
  private final Predicate<SignatureFacts> mathematics;
  private int checks;

  /// @param mathematics whether the owner's key made a signature on this part
  SelfSignatures(
      List<Packet> signatures,
      KeyPacket owner,
      long nowSeconds,
      Budget budget,
      Predicate<SignatureFacts> mathematics) {
    this.budget = budget;
    this.mathematics = mathematics;
    for (Packet packet : signatures) {
      Optional<SignatureFacts> facts = parse(packet);
      if (facts.isPresent() && counts(facts.get(), owner, nowSeconds)) {
        candidates.add(facts.get());
      }
    }
    // The last in the file comes first, so that it wins among those of the same second.
    Collections.reverse(candidates);
    candidates.sort(Comparator.comparingLong(SignatureFacts::createdSeconds).reversed());
  }

  static Optional<SignatureFacts> parse(Packet packet) {
    try {
      return Optional.of(new SignatureFacts(packet));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static boolean counts(SignatureFacts facts, KeyPacket owner, long nowSeconds) {
    return facts.keyId() == owner.keyId()
        && facts.createdSeconds() >= owner.createdSeconds()
        && !facts.isExpired(nowSeconds)
        && Algorithms.isStrong(facts.hashAlgorithm())
        && facts.isUnderstood();
  }

  /// The newest good one of these types.
  Optional<SignatureFacts> newest(IntPredicate types) {
    for (SignatureFacts facts : candidates) {
      if (types.test(facts.type()) && isAffordable() && mathematics.test(facts)) {
        return Optional.of(facts);
      }
    }
    return Optional.empty();
  }

  private boolean isAffordable() {
    return checks++ < MOST_CHECKS && budget.take();
  }
}
