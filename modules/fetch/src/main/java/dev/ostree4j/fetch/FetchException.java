// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A fetch failed: one class for each reason that a caller could act on.
///
/// The message says which URL, without password, what happened and what may help. When the thread
/// is interrupted a fetch ends in [java.io.InterruptedIOException] instead.
///
/// @since 0.1
public abstract sealed class FetchException extends IOException {
  private static final long serialVersionUID = 1L;
  private final String url;

  private FetchException(String url, String reason) {
    this(url, url, reason);
  }

  private FetchException(String url, String what, String reason) {
    super("While fetching " + what + ": " + reason);
    this.url = url;
  }

  /// The URL which failed, without user and password.
  public String url() {
    return url;
  }

  /// Whether another attempt may help.
  abstract Recovery recovery();

  /// Keeps what the layer below said.
  FetchException because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /// When another attempt is made.
  enum Recovery {
    /// Never: it would end the same way.
    NEVER,
    /// Where the options say that all errors of the network are worth it.
    IF_ALL_ARE,
    /// As often as the options allow.
    ALWAYS
  }

  /// The server does not have it: status 403, 404 or 410, or no file of this name.
  public static final class NotFound extends FetchException {
    private static final long serialVersionUID = 1L;
    private final int status;

    NotFound(String url, int status) {
      super(url, "Server returned HTTP " + status);
      this.status = status;
    }

    /// There is no such file here.
    NotFound(String url) {
      super(url, "No such file or directory");
      this.status = 404;
    }

    /// The status of the answer; 404 for files.
    public int status() {
      return status;
    }

    @Override
    Recovery recovery() {
      return Recovery.NEVER;
    }
  }

  /// The server cannot answer now: status 408, 429 or 500 to 599.
  public static final class ServerBusy extends FetchException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient Optional<Duration> retryAfter;

    ServerBusy(String url, int status, Optional<Duration> retryAfter) {
      super(url, "Server returned HTTP " + status + "; try again later");
      this.status = status;
      this.retryAfter = retryAfter;
    }

    /// The status of the answer.
    public int status() {
      return status;
    }

    /// How long the server asks to wait.
    Optional<Duration> retryAfter() {
      return retryAfter;
    }

    @Override
    Recovery recovery() {
      return status == 408 || status == 500 ? Recovery.ALWAYS : Recovery.IF_ALL_ARE;
    }
  }

  /// The server answered with a status that is no success: 400, 401 and so on.
  public static final class ServerRefused extends FetchException {
    private static final long serialVersionUID = 1L;
    private final int status;

    ServerRefused(String url, int status, String advice) {
      super(url, "Server returned HTTP " + status + advice);
      this.status = status;
    }

    /// The status of the answer.
    public int status() {
      return status;
    }

    @Override
    Recovery recovery() {
      return Recovery.IF_ALL_ARE;
    }
  }

  /// No connection: the name has no address, nobody listens there, or the proxy refuses.
  public static final class Unreachable extends FetchException {
    private static final long serialVersionUID = 1L;

    Unreachable(String url, String reason) {
      super(url, reason);
    }

    @Override
    Recovery recovery() {
      return Recovery.IF_ALL_ARE;
    }
  }

  /// The other side was silent or too slow for longer than a limit allows.
  public static final class Stalled extends FetchException {
    private static final long serialVersionUID = 1L;
    private final Limit limit;

    Stalled(String url, Limit limit, String reason) {
      super(url, reason);
      this.limit = limit;
    }

    /// The limit that was reached.
    public Limit limit() {
      return limit;
    }

    @Override
    Recovery recovery() {
      return limit == Limit.TOTAL ? Recovery.NEVER : Recovery.ALWAYS;
    }
  }

  /// What a fetch waits for no longer than its options say.
  ///
  /// @since 0.1
  public enum Limit {
    /// The connection.
    CONNECT,
    /// The next byte.
    IDLE,
    /// A certain number of bytes in a certain time.
    LOW_SPEED,
    /// The whole of the fetch.
    TOTAL
  }

  /// The connection ended before the body was whole.
  public static final class Truncated extends FetchException {
    private static final long serialVersionUID = 1L;

    Truncated(String url, String reason) {
      super(url, "Transferred a partial file: " + reason + "; Download incomplete");
    }

    @Override
    Recovery recovery() {
      return Recovery.IF_ALL_ARE;
    }
  }

  /// The connection ended before there was an answer.
  public static final class ConnectionLost extends FetchException {
    private static final long serialVersionUID = 1L;

    ConnectionLost(String url, String reason) {
      super(url, "Server returned nothing: " + reason);
    }

    @Override
    Recovery recovery() {
      return Recovery.IF_ALL_ARE;
    }
  }

  /// The body is longer than the request allows.
  public static final class TooLarge extends FetchException {
    private static final long serialVersionUID = 1L;
    private final long maxBytes;

    TooLarge(String url, long maxBytes) {
      super(url, "URI " + url + " exceeded maximum size of " + maxBytes + " bytes");
      this.maxBytes = maxBytes;
    }

    /// The longest body allowed.
    public long maxBytes() {
      return maxBytes;
    }

    @Override
    Recovery recovery() {
      return Recovery.NEVER;
    }
  }

  /// The server sends elsewhere, and we do not follow.
  public static final class RedirectRefused extends FetchException {
    private static final long serialVersionUID = 1L;

    RedirectRefused(String url, String reason) {
      super(url, reason);
    }

    @Override
    Recovery recovery() {
      return Recovery.NEVER;
    }
  }

  /// Nothing proves that the server is the one it should be.
  public static final class Untrusted extends FetchException {
    private static final long serialVersionUID = 1L;

    Untrusted(String url, String reason) {
      super(
          url,
          "the certificate of the server is not trusted: "
              + reason
              + "; check the name in the URL and the option tls-ca-path");
    }

    @Override
    Recovery recovery() {
      return Recovery.NEVER;
    }
  }

  /// The answer is not HTTP as we understand it.
  public static final class Malformed extends FetchException {
    private static final long serialVersionUID = 1L;

    Malformed(String url, String reason) {
      super(url, "invalid answer: " + reason);
    }

    @Override
    Recovery recovery() {
      return Recovery.IF_ALL_ARE;
    }
  }

  /// The URL or a file that the options name cannot be used.
  public static final class BadRequest extends FetchException {
    private static final long serialVersionUID = 1L;

    BadRequest(String url, String reason) {
      super(url, reason);
    }

    @Override
    Recovery recovery() {
      return Recovery.NEVER;
    }
  }

  /// The [Fetcher] was closed meanwhile.
  public static final class Closed extends FetchException {
    private static final long serialVersionUID = 1L;

    Closed(String url) {
      super(url, "the fetcher was closed");
    }

    @Override
    Recovery recovery() {
      return Recovery.NEVER;
    }
  }

  /// A list of mirrors cannot be had, or has none that can be used.
  public static final class NoMirror extends FetchException {
    private static final long serialVersionUID = 1L;

    NoMirror(String url, String reason) {
      super(url, "mirrorlist '" + url + "'", reason);
    }

    @Override
    Recovery recovery() {
      return Recovery.NEVER;
    }
  }

  /// A metalink is malformed, or what it leads to is not what it says.
  public static final class BadMetalink extends FetchException {
    private static final long serialVersionUID = 1L;

    BadMetalink(String url, String reason) {
      super(url, reason);
    }

    @Override
    Recovery recovery() {
      return Recovery.NEVER;
    }
  }
}
