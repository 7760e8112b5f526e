// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;

/// `remote delete-cookie`: takes a cookie from a remote.
final class RemoteDeleteCookieCommand implements Command {
  private static final int WORDS = 4;

  @Override
  public String name() {
    return "remote delete-cookie";
  }

  @Override
  public String synopsis() {
    return "NAME DOMAIN PATH COOKIE_NAME";
  }

  @Override
  public String summary() {
    return "Remove one cookie from remote";
  }

  @Override
  public void declare(OptionSet options) {}

  @Override
  public void run(Invocation call) throws IOException {
    call.argument(WORDS - 1, "NAME, DOMAIN, PATH and COOKIE_NAME must be specified");
    var words = call.arguments();
    var jar = new CookieJar(call.repo(), words.get(0));
    jar.write(
        jar.read()
            .without(words.get(1), words.get(2), words.get(3))
            .orElseThrow(() -> new CommandException("Cookie not found in jar")));
  }
}
