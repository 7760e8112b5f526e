// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.OpenPgpSignature.Standing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Describes a signature in the words of the reference program, which scripts look for.
final class OpenPgpSignatureText {
  private final OpenPgpSignature signature;
  private final String indent;
  private final ZoneId zone;
  private final StringBuilder text = new StringBuilder();

  OpenPgpSignatureText(OpenPgpSignature signature, String indent, ZoneId zone) {
    this.signature = signature;
    this.indent = indent;
    this.zone = zone;
  }

  String text() {
    line(
        "Signature made "
            + OpenPgpDate.text(signature.made(), zone)
            + " using "
            + signature.keyAlgorithm()
            + " key ID "
            + OpenPgpSignature.shortId(signature.fingerprint()));
    line(judgement());
    if (signature.standing() == Standing.KEY_MISSING) {
      return text.toString();
    }
    boolean isPrimary = signature.fingerprint().equals(signature.primaryFingerprint());
    if (!isPrimary) {
      line("Primary key ID " + OpenPgpSignature.shortId(signature.primaryFingerprint()));
    }
    end("Signature", signature.expires(), signature.standing() == Standing.SIGNATURE_EXPIRED);
    // One flag stands for both keys: that is how the reference program tells it.
    boolean keyExpired = signature.standing() == Standing.KEY_EXPIRED;
    end("Key", signature.keyExpires(), keyExpired);
    if (!isPrimary) {
      end("Primary key", signature.primaryKeyExpires(), keyExpired);
    }
    return text.toString();
  }

  private String judgement() {
    return switch (signature.standing()) {
      case VALID -> "Good signature from " + user();
      case SIGNATURE_EXPIRED -> "Expired signature from " + user();
      case KEY_REVOKED -> "Key revoked";
      case KEY_MISSING -> "Can't check signature: public key not found";
      case KEY_EXPIRED, BAD -> "BAD signature from " + user();
    };
  }

  private String user() {
    return "\"" + signature.userName() + " <" + signature.userEmail() + ">\"";
  }

  private void end(String what, Optional<Instant> when, boolean past) {
    if (when.isPresent()) {
      line(what + (past ? " expired " : " expires ") + OpenPgpDate.text(when.get(), zone));
    }
  }

  private void line(String line) {
    text.append(indent).append(line).append('\n');
  }
}
