// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaStore;
import java.io.IOException;
import java.util.SortedSet;

/// `static-delta indexes`: the commits whose deltas are indexed.
final class DeltaIndexesCommand implements Command {
  @Override
  public String name() {
    return "static-delta indexes";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public String summary() {
    return "List static delta indexes";
  }

  @Override
  public void declare(OptionSet options) {}

  @Override
  public void run(Invocation call) throws IOException {
    SortedSet<Checksum> commits = new DeltaStore(call.repo()).indexes();
    if (commits.isEmpty()) {
      call.console().println("(No static deltas indexes)");
    }
    for (Checksum commit : commits) {
      call.console().println(commit.hex());
    }
  }
}
