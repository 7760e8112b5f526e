// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.repo.RemoteStore;
import java.io.IOException;
import java.util.List;

/// `remote list`: the names, and with `-u` the addresses, of all remotes.
final class RemoteListCommand implements Command {
  private final FlagOption showUrls = new FlagOption("show-urls", 'u', "Show the addresses, too");

  @Override
  public String name() {
    return "remote list";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public String summary() {
    return "List remotes";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(showUrls);
  }

  @Override
  public void run(Invocation call) throws IOException {
    RemoteStore remotes = call.repo().remotes();
    List<String> names = remotes.list();
    int width = 0;
    for (String name : names) {
      width = Math.max(width, name.length());
    }
    for (String name : names) {
      call.console()
          .println(
              showUrls.isSet()
                  ? name + " ".repeat(width - name.length() + 2) + remotes.url(name)
                  : name);
    }
  }
}
