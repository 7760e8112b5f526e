// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.trust.RemoteKeyrings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Prints who signed a summary with GPG.
final class SummarySignaturesText {
  private final Invocation call;

  SummarySignaturesText(Invocation call) {
    this.call = call;
  }

  /// Judges the signatures of the repository's own summary by the global key rings and those in a
  /// directory. Those of remotes do not count: they say whom to believe what comes from elsewhere.
  ///
  /// @param signatures the bytes of `summary.sig`, if it is there
  void printOwn(byte[] summary, Optional<byte[]> signatures, TextOption home) throws IOException {
    if (signatures.isEmpty()) {
      call.console().println("Summary is unsigned");
      return;
    }
    List<byte[]> gpg = gpg(signatures.get());
    if (!gpg.isEmpty()) {
      List<OpenPgpSignature> judged = OpenPgp.load().verify(summary, gpg, ownKeyrings(home));
      call.console().println();
      new GpgSignatureText(call.console()).print(" on the summary", judged);
    }
  }

  private List<OpenPgpKeyring> ownKeyrings(TextOption home) throws IOException {
    RemoteKeyrings all = GpgChoice.keyrings(call);
    List<OpenPgpKeyring> keyrings = new ArrayList<>(all.global());
    if (home.isSet()) {
      keyrings.addAll(all.directory(call.path(home.value().orElseThrow())));
    }
    return keyrings;
  }

  /// Judges the signatures of a remote's summary by its keys, if it demands any.
  void printOfRemote(String remote, Summary summary, Optional<byte[]> signatures)
      throws IOException {
    boolean demanded =
        !remote.startsWith("file://")
            && call.repo().remotes().booleanOption(remote, "gpg-verify-summary").orElse(false);
    List<byte[]> judged = demanded && signatures.isPresent() ? gpg(signatures.get()) : List.of();
    if (!judged.isEmpty()) {
      call.console().println();
      List<OpenPgpKeyring> keyrings = GpgChoice.keyrings(call).ofRemote(remote);
      new GpgSignatureText(call.console()).printDemanded(summary.bytes(), judged, keyrings);
    }
  }

  /// None in bytes that are no dictionary.
  private static List<byte[]> gpg(byte[] signatures) {
    try {
      return SignedMetadata.parse(signatures).signatures(OpenPgp.METADATA_KEY);
    } catch (ObjectFormatException e) {
      return List.of();
    }
  }
}
