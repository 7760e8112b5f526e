// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.serve.Directories;
import dev.ostree4j.serve.FileServerOptions;
import dev.ostree4j.serve.Lifetime;
import dev.ostree4j.serve.Links;
import dev.ostree4j.serve.Trouble;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The options of `trivial-httpd`, and what they mean for the server.
final class TrivialHttpdOptions {
  private static final int TROUBLE_MAX = 100;
  private static final int PORT_MAX = 65_535;
  private static final byte[] ANY = {0, 0, 0, 0};

  final FlagOption daemonize =
      new FlagOption("daemonize", 'd', "Go on in the background when ready");
  final FlagOption autoexit = new FlagOption("autoexit", "End when the directory is removed");
  final IntOption port = new IntOption("port", 'P', "PORT", 0, "Use this TCP port");
  final TextOption portFile =
      new TextOption("port-file", 'p', "PATH", "Write the port to PATH (- for standard output)");
  final TextOption logFile =
      new TextOption("log-file", "PATH", "Put the log there (- for standard output)");
  private final FlagOption halves =
      new FlagOption("force-range-requests", "Serve only half of an object unless asked for more");
  private final FlagOption auth =
      new FlagOption("require-basic-auth", "Require the user foouser with the password barpw");
  private final IntOption random500 = percentage(500);
  private final IntOption random500Max = max(500);
  private final IntOption random408 = percentage(408);
  private final IntOption random408Max = max(408);
  private final TextListOption cookies =
      new TextListOption("expected-cookies", "KEY=VALUE", "Refuse requests without this cookie");
  private final TextListOption headers =
      new TextListOption("expected-header", "KEY=VALUE", "Refuse requests without this header");

  private static IntOption percentage(int status) {
    String name = "random-" + status + "s";
    return new IntOption(
        name, "PERCENTAGE", 0, "Answer about PERCENTAGE of the requests with " + status);
  }

  private static IntOption max(int status) {
    String name = "random-" + status + "s-max";
    return new IntOption(name, "MAX", TROUBLE_MAX, "At most so many times " + status + " (100)");
  }

  void declare(OptionSet options) {
    options.add(daemonize, autoexit, port, portFile, logFile, halves, auth);
    options.add(random500, random500Max, random408, random408Max, cookies, headers);
  }

  /// What the server is told, but for the log.
  FileServerOptions server() throws CommandException {
    FileServerOptions options =
        FileServerOptions.defaults()
            .withAddress(new InetSocketAddress(anyAddress(), portNumber()))
            .withLinks(Links.ANYWHERE)
            .withDirectories(Directories.LISTED)
            .withLifetime(autoexit.isSet() ? Lifetime.WITH_DIRECTORY : Lifetime.UNTIL_CLOSED)
            .withSeed(System.nanoTime())
            .withTrouble(trouble(500, random500, random500Max))
            .withTrouble(trouble(408, random408, random408Max));
    if (halves.isSet()) {
      // Objects of a repository which is not the root itself, as in the C program.
      options = options.withHalved(path -> path.indexOf("/objects", 1) > 0);
    }
    if (auth.isSet()) {
      options = options.withBasicAuth("foouser", "barpw");
    }
    for (String pair : cookies.values()) {
      options = options.withExpectedCookie(key(cookies, pair), value(pair));
    }
    for (String pair : headers.values()) {
      options = options.withExpectedHeader(key(headers, pair), value(pair));
    }
    return options;
  }

  /// The words for a run in the background, which tells its port on standard output.
  List<String> wordsForChild(Optional<String> directory) {
    var words = new ArrayList<>(List.of("trivial-httpd", "--port-file=-"));
    for (FlagOption flag : List.of(autoexit, halves, auth)) {
      if (flag.isSet()) {
        words.add("--" + flag.name());
      }
    }
    for (IntOption number : List.of(port, random500, random500Max, random408, random408Max)) {
      words.add("--" + number.name() + "=" + number.value());
    }
    for (TextListOption list : List.of(cookies, headers)) {
      list.values().forEach(value -> words.add("--" + list.name() + "=" + value));
    }
    logFile.value().ifPresent(file -> words.add("--log-file=" + file));
    words.add("--");
    directory.ifPresent(words::add);
    return words;
  }

  private int portNumber() throws CommandException {
    int number = port.value();
    if (number < 0 || number > PORT_MAX) {
      throw new CommandException("Invalid --port=" + number);
    }
    return number;
  }

  private static Trouble trouble(int status, IntOption percent, IntOption max)
      throws CommandException {
    for (IntOption option : List.of(percent, max)) {
      if (option.value() < 0 || option == percent && option.value() > 99) {
        throw new CommandException("Invalid --" + option.name() + "=" + option.value());
      }
    }
    return new Trouble(status, percent.value(), max.value());
  }

  private static String key(Option option, String pair) throws CommandException {
    int end = pair.indexOf('=');
    if (end < 1) {
      throw new CommandException("Invalid --" + option.name() + "=" + pair + ", need KEY=VALUE");
    }
    return pair.substring(0, end);
  }

  private static String value(String pair) {
    return pair.substring(pair.indexOf('=') + 1);
  }

  private static InetAddress anyAddress() {
    try {
      return InetAddress.getByAddress(ANY);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
