// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;

/// `remote show-url`: the address of a remote.
final class RemoteShowUrlCommand implements Command {
  @Override
  public String name() {
    return "remote show-url";
  }

  @Override
  public String synopsis() {
    return "NAME";
  }

  @Override
  public String summary() {
    return "Show the address of a remote";
  }

  @Override
  public void declare(OptionSet options) {
    // Nothing but what all commands have.
  }

  @Override
  public void run(Invocation call) throws IOException {
    String remote = call.argument(0, "NAME must be specified");
    call.console().println(call.repo().remotes().url(remote));
  }
}
