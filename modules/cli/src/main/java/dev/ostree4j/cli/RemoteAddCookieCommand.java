// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.fetch.Cookie;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;

/// `remote add-cookie`: gives a remote one more cookie to send.
final class RemoteAddCookieCommand implements Command {
  private static final int WORDS = 5;
  private static final int LIFETIME_YEARS = 25;

  @Override
  public String name() {
    return "remote add-cookie";
  }

  @Override
  public String synopsis() {
    return "NAME DOMAIN PATH COOKIE_NAME VALUE";
  }

  @Override
  public String summary() {
    return "Add a cookie to remote";
  }

  @Override
  public void declare(OptionSet options) {}

  @Override
  public void run(Invocation call) throws IOException {
    call.argument(WORDS - 1, "NAME, DOMAIN, PATH, COOKIE_NAME and VALUE must be specified");
    var words = call.arguments();
    var jar = new CookieJar(call.repo(), words.get(0));
    jar.write(jar.read().with(cookie(words.get(1), words.get(2), words.get(3), words.get(4))));
  }

  private static Cookie cookie(String domain, String path, String name, String value)
      throws CommandException {
    Instant end = Instant.now().atOffset(ZoneOffset.UTC).plusYears(LIFETIME_YEARS).toInstant();
    try {
      return Cookie.of(domain, path, name, value, end);
    } catch (IllegalArgumentException e) {
      throw new CommandException("Invalid cookie: " + e.getMessage());
    }
  }
}
