// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaStore;
import java.io.IOException;

/// `static-delta reindex`: writes the indexes anew.
final class DeltaReindexCommand implements Command {
  private final TextOption to = new TextOption("to", "REV", "Only write the index of this commit");

  @Override
  public String name() {
    return "static-delta reindex";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public String summary() {
    return "Regenerate static delta indexes";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(to);
  }

  @Override
  public void run(Invocation call) throws IOException {
    var store = new DeltaStore(call.repo());
    if (to.isSet()) {
      String commit = to.value().orElseThrow();
      store.reindex(
          Checksum.find(commit).orElseThrow(() -> new CommandException("Invalid rev " + commit)));
    } else {
      store.reindex();
    }
  }
}
