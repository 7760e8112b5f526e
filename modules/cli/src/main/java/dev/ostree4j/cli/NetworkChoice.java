// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.fetch.ProxyRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The options of a command that say how servers are asked.
final class NetworkChoice {
  private static final int RETRIES = 5;
  private static final int LOW_SPEED_BYTES = 1000;
  private static final int LOW_SPEED_SECONDS = 30;
  private static final int REQUESTS = 8;

  private final TextListOption httpHeader =
      new TextListOption("http-header", "NAME=VALUE", "Send this header with every request");
  private final TextOption appendUserAgent =
      new TextOption("append-user-agent", "TEXT", "Add this to the name that servers see");
  private final IntOption networkRetries =
      new IntOption("network-retries", "N", RETRIES, "Try again so often (default 5)");
  private final FlagOption disableRetry =
      new FlagOption(
          "disable-retry-on-network-errors", "Try again only after errors that soon pass");
  private final IntOption lowSpeedBytes =
      new IntOption(
          "low-speed-limit-bytes",
          "N",
          LOW_SPEED_BYTES,
          "Give up below so many bytes a second (default 1000)");
  private final IntOption lowSpeedSeconds =
      new IntOption(
          "low-speed-time-seconds",
          "N",
          LOW_SPEED_SECONDS,
          "Give up after being too slow for so long (default 30)");
  private final IntOption maxRequests =
      new IntOption(
          "max-outstanding-fetcher-requests",
          "N",
          REQUESTS,
          "Ask for so many things at the same time (default 8)");

  void declare(OptionSet options) {
    appendUserAgent.hide();
    options.add(httpHeader, appendUserAgent, networkRetries, disableRetry);
    options.add(lowSpeedBytes, lowSpeedSeconds, maxRequests);
  }

  /// What the environment says.
  static FetchOptions basics(Invocation call) throws IOException {
    FetchOptions options =
        FetchOptions.defaults()
            .withUserAgent(VersionText.USER_AGENT)
            .withProxies(ProxyRules.fromEnvironment(call.surroundings().environment()));
    return call.variable("OSTREE_DEBUG_HTTP").isPresent()
        ? options.withRequestLog(lines -> tell(call.console(), lines))
        : options;
  }

  private static void tell(Console console, String lines) {
    try {
      console.printToErrorsAlone(TerminalText.escape(lines) + "\n");
    } catch (IOException e) {
      // There is nobody to tell; the work goes on.
      return;
    }
  }

  FetchOptions options(Invocation call) throws IOException {
    FetchOptions options =
        basics(call)
            .withRetries(atLeast(0, networkRetries, RETRIES))
            .withMaxOutstanding(atLeast(1, maxRequests, REQUESTS));
    options = withLowSpeed(options);
    if (disableRetry.isSet()) {
      options = options.withRetryOf(FetchOptions.RetryOf.TRANSIENT);
    }
    for (String header : httpHeader.values()) {
      KeyValue pair =
          KeyValue.find(header)
              .orElseThrow(() -> new CommandException("Missing '=' in --http-header"));
      options = withHeader(options, pair);
    }
    return appendUserAgent.isSet()
        ? withUserAgent(options, appendUserAgent.value().orElseThrow())
        : options;
  }

  private static FetchOptions withUserAgent(FetchOptions options, String suffix)
      throws CommandException {
    try {
      return options.withUserAgentSuffix(suffix);
    } catch (IllegalArgumentException e) {
      throw new CommandException("--append-user-agent: " + e.getMessage());
    }
  }

  /// The C program sends whatever it is told. A name that is none, or lines on which the protocol
  /// depends, would make another request of it, or an answer that it does not understand.
  private static FetchOptions withHeader(FetchOptions options, KeyValue header)
      throws CommandException {
    // What is sent are bytes: those that were written.
    byte[] bytes = header.value().getBytes(StandardCharsets.UTF_8);
    try {
      return options.withHeader(header.key(), new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new CommandException("--http-header=" + header.key() + ": " + e.getMessage());
    }
  }

  /// No bytes or no time: there is no such limit.
  private FetchOptions withLowSpeed(FetchOptions options) {
    int bytes = atLeast(0, lowSpeedBytes, LOW_SPEED_BYTES);
    int seconds = atLeast(0, lowSpeedSeconds, LOW_SPEED_SECONDS);
    return seconds == 0
        ? options.withLowSpeedLimit(0, Duration.ofSeconds(LOW_SPEED_SECONDS))
        : options.withLowSpeedLimit(bytes, Duration.ofSeconds(seconds));
  }

  /// What is too small to mean anything means the default, as in the C program.
  private static int atLeast(int least, IntOption option, int otherwise) {
    return option.value() < least ? otherwise : option.value();
  }
}
