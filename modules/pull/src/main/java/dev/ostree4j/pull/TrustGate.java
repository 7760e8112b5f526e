// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import dev.ostree4j.trust.RemoteTrust;
import java.io.IOException;
import java.util.Optional;

/// Refuses commits that are not signed as the remote demands.
final class TrustGate implements CommitGate {
  private final RemoteTrust trust;

  TrustGate(RemoteTrust trust) {
    this.trust = trust;
  }

  @Override
  public boolean readsDetached() {
    return trust.verifiesCommits();
  }

  @Override
  public void check(Checksum name, Commit commit, byte[] bytes, Optional<VariantDict> detached)
      throws IOException {
    trust.verifyCommit(name, bytes, detached);
  }
}
