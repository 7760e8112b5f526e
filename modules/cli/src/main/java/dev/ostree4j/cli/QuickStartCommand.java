// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// `quickstart`: shows the main job from end to end, on real files, without root or a server.
final class QuickStartCommand implements Command {
  @Override
  public String name() {
    return "quickstart";
  }

  @Override
  public String synopsis() {
    return "[DIR]";
  }

  @Override
  public String summary() {
    return "Try everything out in a scratch directory";
  }

  @Override
  public RepoUse repoUse() {
    return RepoUse.NONE;
  }

  @Override
  public void declare(OptionSet options) {
    // Nothing but what all commands have.
  }

  @Override
  public void run(Invocation call) throws IOException {
    Optional<String> named = call.argument(0);
    QuickStartSource source;
    if (named.isPresent()) {
      Path directory = call.path(named.get());
      if (!Files.isDirectory(directory)) {
        throw new CommandException("'" + named.get() + "' is not a directory");
      }
      source = QuickStartSource.measure(directory);
    } else {
      source = QuickStartSource.choose();
    }
    Path scratch = Files.createTempDirectory("ostree4j-quickstart-");
    new QuickStart(new StepLog(call.console()), source, scratch).run();
  }
}
