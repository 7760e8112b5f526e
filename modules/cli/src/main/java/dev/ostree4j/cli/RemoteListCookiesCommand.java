// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.fetch.Cookie;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// `remote list-cookies`: shows what a remote is sent.
final class RemoteListCookiesCommand implements Command {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss +0000", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public String name() {
    return "remote list-cookies";
  }

  @Override
  public String synopsis() {
    return "NAME";
  }

  @Override
  public String summary() {
    return "Show remote repository cookies";
  }

  @Override
  public void declare(OptionSet options) {}

  @Override
  public void run(Invocation call) throws IOException {
    String remote = call.argument(0, "NAME must be specified");
    for (Cookie cookie : new CookieJar(call.repo(), remote).read().cookies()) {
      print(call.console(), cookie);
    }
  }

  private static void print(Console console, Cookie cookie) throws IOException {
    console.println("--");
    console.println("Domain: " + cookie.domain());
    console.println("Path: " + cookie.path());
    console.println("Name: " + cookie.name());
    console.println("Secure: " + (cookie.secure() ? "TRUE" : "FALSE"));
    // What never ends is the year 1970 in the file, and so the C program shows it.
    console.println("Expires: " + TIME.format(cookie.expires().orElse(Instant.EPOCH)));
    console.println("Value: " + cookie.value());
  }
}
