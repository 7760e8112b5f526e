// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.pull.SignedSummary;
import java.io.IOException;

/// `remote summary`: shows the summary of a remote.
final class RemoteSummaryCommand implements Command {
  private final FlagOption listMetadataKeys =
      new FlagOption("list-metadata-keys", "List the metadata keys of the summary");
  private final TextOption printMetadataKey =
      new TextOption("print-metadata-key", "KEY", "Show one metadata value of the summary");
  private final FlagOption raw = new FlagOption("raw", "Show the summary as variant text");
  private final RemoteSummaryChoice summaries = new RemoteSummaryChoice();

  @Override
  public String name() {
    return "remote summary";
  }

  @Override
  public String synopsis() {
    return "NAME";
  }

  @Override
  public String summary() {
    return "Show the summary of a remote";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(listMetadataKeys, printMetadataKey, raw);
    summaries.declare(options);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String remote = call.argument(0, "NAME must be specified");
    SignedSummary found =
        summaries
            .fetch(call, remote)
            .orElseThrow(() -> new CommandException("Remote server has no summary file"));
    var text = new SummaryText(call.console());
    Variant summary = found.summary().variant();
    if (listMetadataKeys.isSet()) {
      text.printKeys(summary);
    } else if (printMetadataKey.isSet()) {
      text.printKey(summary, printMetadataKey.value().orElseThrow());
    } else if (raw.isSet()) {
      text.printRaw(summary);
    } else {
      text.print(summary);
      new SummarySignaturesText(call).printOfRemote(remote, found.summary(), found.signatures());
    }
  }
}
