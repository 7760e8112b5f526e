// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.repo.RemoteStore;
import java.io.IOException;

/// Which signatures are demanded of what.
///
/// @param gpgCommits whether commits need an OpenPGP signature
/// @param gpgSummary whether the summary does
/// @param signCommits what other signatures commits need
/// @param signSummary what other signatures the summary needs
record TrustPolicy(
    boolean gpgCommits, boolean gpgSummary, SignDemand signCommits, SignDemand signSummary) {
  static final TrustPolicy NOTHING =
      new TrustPolicy(false, false, new SignDemand.Nothing(), new SignDemand.Nothing());

  static TrustPolicy read(RemoteStore remotes, String remote) throws IOException {
    return new TrustPolicy(
        remotes.booleanOption(remote, "gpg-verify").orElse(true),
        remotes.booleanOption(remote, "gpg-verify-summary").orElse(false),
        SignDemand.parse(remotes.option(remote, "sign-verify")),
        SignDemand.parse(remotes.option(remote, "sign-verify-summary")));
  }

  boolean signsCommits() {
    return !(signCommits instanceof SignDemand.Nothing);
  }

  boolean signsSummary() {
    return !(signSummary instanceof SignDemand.Nothing);
  }
}
