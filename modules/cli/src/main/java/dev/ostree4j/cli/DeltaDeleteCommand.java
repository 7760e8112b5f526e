// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaStore;
import java.io.IOException;

/// `static-delta delete`: removes a delta.
final class DeltaDeleteCommand implements Command {
  @Override
  public String name() {
    return "static-delta delete";
  }

  @Override
  public String synopsis() {
    return "DELTA";
  }

  @Override
  public String summary() {
    return "Remove a delta";
  }

  @Override
  public void declare(OptionSet options) {}

  @Override
  public void run(Invocation call) throws IOException {
    new DeltaStore(call.repo()).delete(DeltaArgument.name(call));
  }
}
