// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.trust.RemoteTrust;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Refuses commits that are not signed as the remote demands.
final class TrustGate implements CommitGate {
  private final RemoteTrust trust;
  private final PullListener listener;

  /// A commit whose history is followed a second time is judged again, but told once.
  private final Set<Checksum> told = new HashSet<>();

  /// @param listener hears what signatures are worth
  TrustGate(RemoteTrust trust, PullListener listener) {
    this.trust = trust;
    this.listener = listener;
  }

  @Override
  public boolean readsDetached() {
    return trust.verifiesCommits();
  }

  @Override
  public void check(Checksum name, Commit commit, byte[] bytes, Optional<VariantDict> detached)
      throws IOException {
    trust.verifyCommit(name, bytes, detached, signatures -> tell(name, signatures));
  }

  private void tell(Checksum name, List<OpenPgpSignature> signatures) {
    if (told.add(name)) {
      listener.heard(new PullEvent.Judged(name, signatures));
    }
  }
}
