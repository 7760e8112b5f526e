// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import dev.ostree4j.traverse.BindingCheck;
import java.util.Optional;

/// Refuses commits that say they belong to another ref or collection than the one asked for.
final class BindingGate implements CommitGate {
  private final PullPlan plan;

  BindingGate(PullPlan plan) {
    this.plan = plan;
  }

  @Override
  public void check(Checksum name, Commit commit, byte[] bytes, Optional<VariantDict> detached)
      throws PullException {
    for (PullPlan.Target target : plan.targetsOf(name)) {
      Optional<String> fault =
          BindingCheck.findFault(commit, Optional.of(target.ref()), target.bound());
      if (fault.isPresent()) {
        throw new PullException.WrongBinding("Commit " + name + ": " + fault.get());
      }
    }
  }
}
