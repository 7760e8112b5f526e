// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.pull.PullEvent;
import dev.ostree4j.pull.PullListener;
import java.io.UncheckedIOException;

/// Ends a pull where the environment says, so that tests can see what is there by then.
final class PullFault implements PullListener {
  private static final String VARIABLE = "OSTREE_REPO_TEST_ERROR";

  private final PullListener next;

  private PullFault(PullListener next) {
    this.next = next;
  }

  /// The listener itself when the environment wants no fault.
  static PullListener before(PullListener listener, Invocation call) {
    boolean wanted = call.variable(VARIABLE).orElse("").equals("invalid-cache");
    return wanted ? new PullFault(listener) : listener;
  }

  @Override
  public void heard(PullEvent event) {
    if (event instanceof PullEvent.CachedSummaryRefused) {
      throw new UncheckedIOException(new CommandException(VARIABLE + "_INVALID_CACHE specified"));
    }
    next.heard(event);
  }
}
