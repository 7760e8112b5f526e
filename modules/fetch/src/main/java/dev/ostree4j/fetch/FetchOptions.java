// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/// How a [Fetcher] behaves. The defaults are those of the C program, but for waits between
/// retries, which it has not.
///
/// @since 0.1
public final class FetchOptions {

  /// Which failures are worth another attempt.
  public enum RetryOf {
    /// Those that pass for certain: silence, and the statuses 408 and 500.
    TRANSIENT,
    /// All but those which would end the same way, so that status 401 is tried again, too.
    ALL_NETWORK_ERRORS
  }

  /// Whether HTTP/2 is spoken with servers which offer it behind TLS.
  public enum Http2 {
    /// Where offered.
    ALLOW,
    /// No.
    NEVER
  }

  // A fetch of which nobody said how long it may take.
  private static final Duration FOREVER = Duration.ofDays(3650);

  private static final FetchOptions DEFAULTS = new FetchOptions(new Values());

  /// The values, mutable only while a new instance is being made.
  static final class Values implements Cloneable {
    int retriesMax = 5;
    RetryOf retryOf = RetryOf.ALL_NETWORK_ERRORS;
    Duration firstPause = Duration.ofMillis(100);
    Duration longestPause = Duration.ofSeconds(5);
    DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
    int outstandingMax = 8;
    int perHostMax = Integer.MAX_VALUE;
    Duration connect = Duration.ofSeconds(30);
    Duration idle = Duration.ofSeconds(30);
    long lowSpeedBytes = 1000;
    Duration lowSpeed = Duration.ofSeconds(30);
    Duration total = FOREVER;
    List<Header> headers = List.of();
    String userAgent = UserAgent.ours();
    CookieFile cookies = CookieFile.empty();
    ProxyRules proxies = ProxyRules.none();
    TlsOptions tls = TlsOptions.defaults();
    Http2 http2 = Http2.ALLOW;
    Optional<Consumer<String>> requestLog = Optional.empty();

    Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    TimeLimits limits() {
      return new TimeLimits(connect, idle, lowSpeedBytes, lowSpeed, total);
    }
  }

  private final Values values;

  private FetchOptions(Values values) {
    this.values = values;
  }

  /// What the C program does where its options say nothing; no proxy, no cookies.
  public static FetchOptions defaults() {
    return DEFAULTS;
  }

  /// How often all mirrors are tried again. Default: 5 times (`n-network-retries`).
  ///
  /// @throws IllegalArgumentException when it is negative
  public FetchOptions withRetries(int retriesMax) {
    Values copy = values.copy();
    copy.retriesMax = atLeast(0, retriesMax);
    return new FetchOptions(copy);
  }

  /// Which failures are worth another attempt (`retry-all-network-errors`). Default:
  /// [RetryOf#ALL_NETWORK_ERRORS]. Not found, too large, an endless redirect and a wrong
  /// certificate are never tried again.
  public FetchOptions withRetryOf(RetryOf failures) {
    Values copy = values.copy();
    copy.retryOf = failures;
    return new FetchOptions(copy);
  }

  /// How long to wait before another attempt: the first time, doubled each time up to the
  /// longest, and of that between half and all by chance. Default: 100 milliseconds, 5 seconds.
  /// A server which asks for a longer wait gets it, up to the longest.
  public FetchOptions withPauses(Duration first, Duration longest) {
    Values copy = values.copy();
    copy.firstPause = positive(first);
    copy.longestPause = positive(longest);
    return new FetchOptions(copy);
  }

  /// What the chance in these waits comes from: numbers from 0 to below 1. Called from many
  /// threads. Default: random.
  public FetchOptions withChance(DoubleSupplier chance) {
    Values copy = values.copy();
    copy.chance = chance;
    return new FetchOptions(copy);
  }

  /// How many requests are under way at most; the others wait. Default: 8
  /// (`max-outstanding-fetcher-requests`).
  ///
  /// @throws IllegalArgumentException when it is less than 1
  public FetchOptions withMaxOutstanding(int requestsMax) {
    Values copy = values.copy();
    copy.outstandingMax = atLeast(1, requestsMax);
    return new FetchOptions(copy);
  }

  /// How many of these go to one host at most. Default: all.
  ///
  /// @throws IllegalArgumentException when it is less than 1
  public FetchOptions withMaxPerHost(int requestsMax) {
    Values copy = values.copy();
    copy.perHostMax = atLeast(1, requestsMax);
    return new FetchOptions(copy);
  }

  /// How long to wait for a connection. Default: 30 seconds.
  ///
  /// @throws IllegalArgumentException when it is not positive
  public FetchOptions withConnectLimit(Duration limit) {
    Values copy = values.copy();
    copy.connect = positive(limit);
    return new FetchOptions(copy);
  }

  /// How long to wait for the next byte, the first one of the answer too. Default: 30 seconds.
  ///
  /// @throws IllegalArgumentException when it is not positive
  public FetchOptions withIdleLimit(Duration limit) {
    Values copy = values.copy();
    copy.idle = positive(limit);
    return new FetchOptions(copy);
  }

  /// How slow a server may be: a fetch ends when fewer bytes a second come, on average over this
  /// time. Default: 1000 over 30 seconds (`low-speed-limit-bytes`, `low-speed-time-seconds`); 0
  /// bytes for no such limit.
  ///
  /// @throws IllegalArgumentException when bytes are negative, or the time not positive
  public FetchOptions withLowSpeedLimit(long bytesPerSecond, Duration over) {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("a speed is not negative: " + bytesPerSecond);
    }
    Values copy = values.copy();
    copy.lowSpeedBytes = bytesPerSecond;
    copy.lowSpeed = positive(over);
    return new FetchOptions(copy);
  }

  /// How long a fetch may take with all its waits, mirrors and retries. Default: as long as the
  /// other limits let it, which end each wait.
  ///
  /// @throws IllegalArgumentException when it is not positive
  public FetchOptions withTotalLimit(Duration limit) {
    Values copy = values.copy();
    copy.total = positive(limit);
    return new FetchOptions(copy);
  }

  /// One more header line in each request (`http-headers`). It is not sent to another host when a
  /// server redirects there, nor without TLS after it was sent with TLS. Default: none.
  /// With a `Host` of the caller's HTTP/2 is not spoken; whose certificate the server must have is
  /// still what the URL says.
  ///
  /// @throws IllegalArgumentException when it cannot be sent, or is not the caller's to set: what
  ///     concerns connection, length, coding and range
  public FetchOptions withHeader(String name, String value) {
    var header = new Header(name, value);
    OwnHeaders.refuse(name);
    Values copy = values.copy();
    copy.headers = new ArrayList<>(values.headers);
    if (Http1Wire.isHost(header)) {
      copy.headers.removeIf(Http1Wire::isHost); // a request has one host
    }
    copy.headers.add(header);
    copy.headers = List.copyOf(copy.headers);
    return new FetchOptions(copy);
  }

  /// The `User-Agent` header. Default: `ostree4j/` and our version.
  ///
  /// @throws IllegalArgumentException when it cannot be sent in a header
  public FetchOptions withUserAgent(String name) {
    Values copy = values.copy();
    copy.userAgent = new Header("User-Agent", name).value();
    return new FetchOptions(copy);
  }

  /// What the `User-Agent` header has behind the name (`append-user-agent`). Default: nothing.
  ///
  /// @throws IllegalArgumentException when it cannot be sent in a header
  public FetchOptions withUserAgentSuffix(String suffix) {
    Values copy = values.copy();
    copy.userAgent = new Header("User-Agent", copy.userAgent + " " + suffix).value();
    return new FetchOptions(copy);
  }

  /// The cookies to send where they match. Default: none. Cookies set by servers are ignored.
  public FetchOptions withCookies(CookieFile cookies) {
    Values copy = values.copy();
    copy.cookies = cookies;
    return new FetchOptions(copy);
  }

  /// Through which proxies requests go. Default: none; a command line takes
  /// [ProxyRules#fromEnvironment].
  public FetchOptions withProxies(ProxyRules proxies) {
    Values copy = values.copy();
    copy.proxies = proxies;
    return new FetchOptions(copy);
  }

  /// Whom TLS trusts. Default: [TlsOptions#defaults].
  public FetchOptions withTls(TlsOptions tls) {
    Values copy = values.copy();
    copy.tls = tls;
    return new FetchOptions(copy);
  }

  /// Whether HTTP/2 is spoken (`http2`). Default: [Http2#ALLOW].
  public FetchOptions withHttp2(Http2 use) {
    Values copy = values.copy();
    copy.http2 = use;
    return new FetchOptions(copy);
  }

  /// Who is told of each request and its answer, for finding faults, some lines at a time and never
  /// from two threads at once; without passwords and other secrets. Default: nobody.
  public FetchOptions withRequestLog(Consumer<String> log) {
    Values copy = values.copy();
    copy.requestLog = Optional.of(log);
    return new FetchOptions(copy);
  }

  /// How many requests are under way at most: asking for more at a time gains nothing.
  public int maxOutstanding() {
    return values.outstandingMax;
  }

  /// What was chosen; not to be changed.
  Values values() {
    return values;
  }

  private static int atLeast(int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(value + " is less than " + least);
    }
    return value;
  }

  private static Duration positive(Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("a limit is longer than nothing: " + time);
    }
    return time.compareTo(FOREVER) > 0 ? FOREVER : time;
  }
}
