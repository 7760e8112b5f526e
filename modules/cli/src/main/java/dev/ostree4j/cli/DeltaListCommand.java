// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaStore;
import java.io.IOException;
import java.util.SortedSet;

/// `static-delta list`: the names of all deltas.
final class DeltaListCommand implements Command {
  @Override
  public String name() {
    return "static-delta list";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public String summary() {
    return "List static delta files";
  }

  @Override
  public void declare(OptionSet options) {}

  @Override
  public void run(Invocation call) throws IOException {
    SortedSet<DeltaName> names = new DeltaStore(call.repo()).list();
    if (names.isEmpty()) {
      call.console().println("(No static deltas)");
    }
    for (DeltaName name : names) {
      call.console().println(name.toString());
    }
  }
}
