// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Verdict;
import dev.ostree4j.sign.Verifier;
import java.io.InterruptedIOException;
import java.util.List;

/// Asks several verifiers about the signatures in one dictionary. One good signature of any engine
/// is enough.
///
/// @param verifiers the verifiers, in the order in which they are asked
record SignJudge(List<Verifier> verifiers) {
  /// Either who signed, or why nobody did.
  sealed interface Answer {
    /// A trusted key signed.
    record Good(Verdict.Trusted verdict) implements Answer {}

    /// No trusted key signed.
    record Bad(String reason) implements Answer {}
  }

  Answer judge(byte[] data, SignedMetadata metadata) throws InterruptedIOException {
    String first = "";
    int failed = 0;
    for (Verifier verifier : verifiers) {
      Verdict verdict = verifier.verify(data, metadata);
      switch (verdict) {
        case Verdict.Trusted trusted -> {
          return new Answer.Good(trusted);
        }
        case Verdict.Unsigned _ -> {} // Another engine may have signed.
        case Verdict.Untrusted _, Verdict.Malformed _, Verdict.Keyless _ -> {
          first = failed++ == 0 ? verdict.message() : first;
        }
      }
    }
    return new Answer.Bad(reason(first, failed));
  }

  private static String reason(String first, int failed) {
    return switch (failed) {
      case 0 -> "No signatures found";
      case 1 -> first;
      default -> "(" + (failed - 1) + " other invalid signatures)" + first;
    };
  }
}
