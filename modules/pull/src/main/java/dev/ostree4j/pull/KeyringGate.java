// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.trust.RemoteTrust;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Has each commit judged by the key rings that count for the refs which will name it.
///
/// The C program asks the key rings of the first of these refs alone, so that it depends on their
/// order what it takes.
final class KeyringGate implements CommitGate {
  private final TrustGate own;
  private final Map<Checksum, Set<TrustGate>> byCommit;

  private KeyringGate(TrustGate own, Map<Checksum, Set<TrustGate>> byCommit) {
    this.own = own;
    this.byCommit = byCommit;
  }

  /// @param trust what the remote demands that is pulled from
  /// @param listener hears what signatures are worth
  static KeyringGate of(
      RemoteTrust trust, PullOptions options, PullPlan plan, PullListener listener) {
    var own = new TrustGate(trust, listener);
    Map<RemoteName, TrustGate> others = new HashMap<>();
    Map<Checksum, Set<TrustGate>> byCommit = new HashMap<>();
    for (PullPlan.Target target : plan.targets()) {
      Optional<RemoteName> other = target.shared().map(options.keyrings()::get);
      TrustGate gate =
          other.isEmpty()
              ? own
              : others.computeIfAbsent(
                  other.get(), name -> new TrustGate(trust.withKeyringsOf(name.text()), listener));
      byCommit.computeIfAbsent(target.commit(), commit -> new LinkedHashSet<>()).add(gate);
    }
    return new KeyringGate(own, byCommit);
  }

  @Override
  public boolean readsDetached() {
    return own.readsDetached();
  }

  @Override
  public void check(Checksum name, Commit commit, byte[] bytes, Optional<VariantDict> detached)
      throws IOException {
    for (TrustGate gate : byCommit.getOrDefault(name, Set.of(own))) {
      gate.check(name, commit, bytes, detached);
    }
  }
}
