// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.fetch.FetchException.Limit;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What the failures of the JDK's own classes mean.
final class JdkFailures {
  private JdkFailures() {}

  static FetchException beforeAnswer(String url, Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    return switch (cause) {
      case HttpConnectTimeoutException e ->
          new FetchException.Stalled(
                  url, Limit.CONNECT, "Timeout was reached: no connection; check the network")
              .because(e);
      case ConnectException e when isUnresolved(e) -> unknownHost(url, e);
      case UnknownHostException e -> unknownHost(url, e);
      case ConnectException e ->
          new FetchException.Unreachable(
                  url, "Couldn't connect to server; check the URL and that the server runs")
              .because(e);
      case SSLException e -> tls(url, e);
      case ProtocolException e -> malformed(url, e);
      case IOException e when isEnd(e) ->
          new FetchException.ConnectionLost(url, "the connection was closed").because(e);
      default -> malformed(url, cause);
    };
  }

  static FetchException inBody(String url, Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    return cause instanceof ProtocolException || !isEnd(cause)
        ? malformed(url, cause)
        : new FetchException.Truncated(url, "the connection was closed").because(cause);
  }

  private static boolean isUnresolved(Throwable e) {
    return e.getCause() instanceof UnresolvedAddressException
        || e.getCause() != null && e.getCause() != e && isUnresolved(e.getCause());
  }

  private static FetchException unknownHost(String url, Throwable e) {
    return new FetchException.Unreachable(
            url, "Couldn't resolve host name; check the URL and the name service")
        .because(e);
  }

  static FetchException tls(String url, SSLException e) {
    String doubt = null;
    // The last cause is the most exact one.
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String more = doubt(cause);
      doubt = more == null ? doubt : more;
    }
    return doubt == null
        ? new FetchException.Unreachable(
                url,
                "TLS failed: "
                    + JdkText.of(e)
                    + "; check that the server speaks TLS 1.2 or 1.3 at this port, and whether it"
                    + " wants a certificate of ours (tls-client-cert-path)")
            .because(e)
        : new FetchException.Untrusted(url, doubt).because(e);
  }

  /// What is wrong with the certificate of the server, if that is what the failure is about.
  private static @Nullable String doubt(Throwable failure) {
    return switch (failure) {
      case CertificateExpiredException e -> "it has expired";
      case CertificateNotYetValidException e -> "by the clock of this machine it is not yet valid";
      case CertPathBuilderException e -> "nobody who is trusted here has issued it";
      case CertPathValidatorException e -> JdkText.of(e);
      case CertificateException e -> JdkText.of(e);
      default -> null;
    };
  }

  private static FetchException malformed(String url, Throwable cause) {
    return new FetchException.Malformed(url, JdkText.of(cause)).because(cause);
  }

  /// Whether the connection ended; the client of the JDK tells it by words only.
  private static boolean isEnd(Throwable e) {
    String text = String.valueOf(e.getMessage());
    return e instanceof EOFException
        || text.contains("closed")
        || text.contains("reset")
        || text.contains("Broken pipe")
        || text.contains("received no bytes")
        || text.contains("EOF")
        || text.contains("bytes received");
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
