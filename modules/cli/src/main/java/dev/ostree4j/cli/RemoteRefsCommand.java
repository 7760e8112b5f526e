// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.pull.SignedSummary;
import java.io.IOException;

/// `remote refs`: lists the refs in the summary of a remote.
final class RemoteRefsCommand implements Command {
  private final FlagOption revision =
      new FlagOption("revision", 'r', "Show the commits that the refs point to");
  private final RemoteSummaryChoice summaries = new RemoteSummaryChoice();

  @Override
  public String name() {
    return "remote refs";
  }

  @Override
  public String synopsis() {
    return "NAME";
  }

  @Override
  public String summary() {
    return "List the refs of a remote";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(revision);
    summaries.declare(options);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String remote = call.argument(0, "NAME must be specified");
    SignedSummary found =
        summaries
            .fetch(call, remote)
            .orElseThrow(
                () ->
                    new CommandException("Remote refs not available; server has no summary file"));
    for (var ref : found.summary().refs().entrySet()) {
      String name = remote + ":" + ref.getKey();
      call.console().println(revision.isSet() ? name + "\t" + ref.getValue().commit() : name);
    }
  }
}
