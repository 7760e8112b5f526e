// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.RemoteStore.IfAbsent;
import java.io.IOException;
import java.util.Optional;

/// `remote delete`: forgets a remote.
final class RemoteDeleteCommand implements Command {
  private final FlagOption ifExists =
      new FlagOption("if-exists", "Do nothing when there is no such remote");
  private final TextOption sysroot =
      new TextOption("sysroot", "PATH", "Use the repository of this system root");

  @Override
  public String name() {
    return "remote delete";
  }

  @Override
  public String synopsis() {
    return "NAME";
  }

  @Override
  public String summary() {
    return "Delete a remote";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(ifExists, sysroot);
  }

  @Override
  public Optional<String> sysroot() {
    return sysroot.value();
  }

  @Override
  public void run(Invocation call) throws IOException {
    String remote = RemoteName.parse(call.argument(0, "NAME must be specified")).text();
    call.repo().remotes().remove(remote, ifExists.isSet() ? IfAbsent.IGNORE : IfAbsent.REFUSE);
  }
}
