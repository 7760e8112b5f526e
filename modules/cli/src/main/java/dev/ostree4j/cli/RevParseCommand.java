// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;
import java.util.List;

/// `rev-parse`: which commit a name stands for.
final class RevParseCommand implements Command {
  private final FlagOption single =
      new FlagOption("single", 'S', "Print the only commit of the repository");

  @Override
  public String name() {
    return "rev-parse";
  }

  @Override
  public String synopsis() {
    return "REV";
  }

  @Override
  public String summary() {
    return "Print the commit that a name stands for";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(single);
  }

  @Override
  public void run(Invocation call) throws IOException {
    if (single.isSet()) {
      printSingle(call);
      return;
    }
    call.argument(0, "REV must be specified");
    for (String rev : call.arguments()) {
      call.console().println(call.repo().refs().resolve(rev).hex());
    }
  }

  private static void printSingle(Invocation call) throws IOException {
    if (!call.arguments().isEmpty()) {
      throw CommandException.usage("Cannot specify arguments with --single");
    }
    List<Checksum> commits = call.repo().objects().commitsStartingWith("");
    if (commits.size() != 1) {
      throw new CommandException(
          commits.isEmpty() ? "No commit objects found" : "Multiple commit objects found");
    }
    call.console().println(commits.getFirst().hex());
  }
}
