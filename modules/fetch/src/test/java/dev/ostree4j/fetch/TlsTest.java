// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static dev.ostree4j.fetch.ScriptedServer.raw;
import static dev.ostree4j.fetch.ScriptedServer.redirect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.fetch.FetchException.Limit;
import dev.ostree4j.fetch.FetchOptions.Http2;
import dev.ostree4j.testkit.Authority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS over both wires: with HTTP/2 allowed, which no server here speaks, and without.
final class TlsTest {
  @TempDir static Path directory;

  private static Authority authority;
  private static TlsSockets sockets;
  private ScriptedServer server;

  // For the JDK's client this is a part of the wait for the answer.
  private Duration patience = Duration.ofSeconds(5);

  @BeforeAll
  static void makeCertificates() {
    authority = new Authority(directory, "authority");
    sockets = new TlsSockets(authority);
    authority.issue("server", "IP:127.0.0.1,DNS:localhost");
    authority.issue("elsewhere", "DNS:elsewhere.example");
    authority.issue("client", "DNS:client");
    authority.issue("rsa", "DNS:rsa", "rsa:2048");
    authority.issue("ed25519", "DNS:ed25519", "ed25519");
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aServerOfATrustedAuthorityIsAccepted() throws Exception {
    start("server");
    for (Http2 http2 : Http2.values()) {
      assertEquals("secret", fetch(http2, trusting()));
      assertEquals("secret", fetch(http2, trusting(), "https://localhost:" + server.port() + "/x"));
    }
  }

  @Test
  void aServerOfAnUnknownAuthorityIsNot() throws Exception {
    start("server");
    for (Http2 http2 : Http2.values()) {
      var failure =
          assertThrows(FetchException.Untrusted.class, () -> fetch(http2, TlsOptions.defaults()));
      assertTrue(failure.getMessage().contains("tls-ca-path"), failure.getMessage());
    }
  }

  @Test
  void aServerOfAnotherNameIsNot() throws Exception {
    start("elsewhere");
    for (Http2 http2 : Http2.values()) {
      assertThrows(FetchException.Untrusted.class, () -> fetch(http2, trusting()));
    }
    assertEquals(0, server.requests().size());
  }

  /// What is wrong is said in words, and not by the names of classes.
  @Test
  void eachDoubtIsTold() throws Exception {
    authority.issueExpired("expired", "IP:127.0.0.1");
    String[][] cases = {
      {"server", "system", "nobody who is trusted here has issued it"},
      {"elsewhere", "authority", "No subject alternative names matching IP address 127.0.0.1"},
      {"expired", "authority", "it has expired"},
    };
    for (String[] one : cases) {
      start(one[0]);
      TlsOptions tls = one[1].equals("system") ? TlsOptions.defaults() : trusting();
      for (Http2 http2 : Http2.values()) {
        var failure = assertThrows(FetchException.Untrusted.class, () -> fetch(http2, tls), one[0]);
        assertTrue(failure.getMessage().contains(one[2]), failure.getMessage());
        assertPlain(failure);
      }
      server.close();
    }
  }

  @Test
  void aProtocolThatIsNotOursIsTold() throws Exception {
    start(new ScriptedServer(sockets.socketsOf("server", "TLSv1.1"), "https"));
    for (Http2 http2 : Http2.values()) {
      var failure = assertThrows(FetchException.class, () -> fetch(http2, trusting()));
      assertTrue(failure.getMessage().contains("speaks TLS 1.2"), failure.getMessage());
      assertPlain(failure);
    }
  }

  /// What a server says instead of a status line is no text of ours, and may be of any length.
  @Test
  void noiseInsteadOfAnAnswerIsToldInWords() throws Exception {
    String noise = "a.".repeat(100_000) + "Exception";
    start("server");
    server.on("/x", ScriptedServer.raw(noise + "\r\n\r\n"));
    for (Http2 http2 : Http2.values()) {
      var failure = assertThrows(FetchException.class, () -> fetch(http2, trusting()));
      assertTrue(failure.getMessage().length() < 1000, failure.getMessage());
    }
  }

  private static void assertPlain(FetchException failure) {
    String message = failure.getMessage();
    assertFalse(message.matches("(?s).*\\b(java|javax|sun)\\..*"), message);
    assertFalse(message.contains(".;"), message);
  }

  @Test
  void permissiveAcceptsAnyIssuerAndStillComparesNames() throws Exception {
    TlsOptions permissive = TlsOptions.defaults().withServers(TlsOptions.Servers.ANY_ISSUER);
    start("server");
    for (Http2 http2 : Http2.values()) {
      assertEquals("secret", fetch(http2, permissive));
    }
    server.close();
    start("elsewhere");
    for (Http2 http2 : Http2.values()) {
      var failure = assertThrows(FetchException.Untrusted.class, () -> fetch(http2, permissive));
      assertPlain(failure);
    }
  }

  @Test
  void aClientShowsItsCertificate() throws Exception {
    start(new ScriptedServer(sockets.strictSockets("server"), "https"));
    for (Http2 http2 : Http2.values()) {
      for (String name : new String[] {"client", "rsa", "ed25519"}) {
        TlsOptions tls = trusting().withClient(authority.certificate(name), authority.key(name));
        assertEquals("secret", fetch(http2, tls), name);
      }
    }
  }

  /// The JDK would connect and show nothing. Nobody listens at the port, so that whoever asks there
  /// fails for another reason.
  @Test
  void aKeyThatIsNotThatOfTheCertificateIsToldBeforeConnecting() throws Exception {
    authority.issue("other", "DNS:other");
    String url = "https://127.0.0.1:1/x";
    for (String key : new String[] {"other", "rsa", "ed25519"}) {
      TlsOptions tls = trusting().withClient(authority.certificate("client"), authority.key(key));
      for (Http2 http2 : Http2.values()) {
        var failure =
            assertThrows(FetchException.BadRequest.class, () -> fetch(http2, tls, url), key);
        assertTrue(failure.getMessage().contains("not that of the certificate"), key);
      }
    }
  }

  @Test
  void aHostOfTheCallersIsSent() throws Exception {
    start("server");
    for (Http2 http2 : Http2.values()) {
      FetchOptions options =
          Quick.options()
              .withTls(trusting())
              .withHttp2(http2)
              .withHeader("host", "another.example")
              .withHeader("Host", "inner.example");
      try (var fetcher = new Fetcher(options)) {
        fetcher.fetch(FetchRequest.of(server.url("/x")));
      }
      assertEquals("inner.example", server.requests().getLast().header("Host"));
    }
  }

  @Test
  void keysOfOlderFormsAreRead() throws Exception {
    start(new ScriptedServer(sockets.strictSockets("server"), "https"));
    for (String name : new String[] {"client", "rsa"}) {
      Path key = authority.oldKey(name);
      assertTrue(Files.readString(key).contains(name.equals("rsa") ? "RSA PRIV" : "EC PRIV"));

      TlsOptions tls = trusting().withClient(authority.certificate(name), key);

      assertEquals("secret", fetch(Http2.NEVER, tls), name);
    }
  }

  @Test
  void withoutItAStrictServerRefuses() throws Exception {
    start(new ScriptedServer(sockets.strictSockets("server"), "https"));
    for (Http2 http2 : Http2.values()) {
      assertThrows(FetchException.class, () -> fetch(http2, trusting()));
    }
    assertEquals(0, server.requests().size());
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws Exception {
    start("server");
    Path nothing = directory.resolve("nothing");
    Path garbage = Files.writeString(directory.resolve("garbage"), "garbage");
    Path broken =
        Files.writeString(
            directory.resolve("broken"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    Path sealed =
        Files.writeString(
            directory.resolve("sealed"),
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    Path odd =
        Files.writeString(
            directory.resolve("odd"),
            "-----BEGIN EC PRIVATE KEY-----\nMIIBAA==\n-----END EC PRIVATE KEY-----\n");
    Path certificate = authority.certificate("client");

    for (Path file : new Path[] {nothing, garbage, broken}) {
      assertNames(file, TlsOptions.defaults().withAuthorities(file));
    }
    for (Path key : new Path[] {nothing, garbage, sealed, odd, certificate}) {
      assertNames(key, trusting().withClient(certificate, key));
    }
  }

  @Test
  void aServerThatSpeaksNoTlsIsUnreachable() throws Exception {
    server = new ScriptedServer();
    server.on("/x", answer(200, ""));
    String url = "https://127.0.0.1:" + server.port() + "/x";
    for (Http2 http2 : Http2.values()) {
      var failure = assertThrows(FetchException.class, () -> fetch(http2, trusting(), url));
      assertTrue(failure.getMessage().contains("check that the server speaks TLS"), url);
    }
  }

  @Test
  void hostileAnswersEndTheSameWayOverBothWires() throws Exception {
    start("server");
    for (Http2 http2 : Http2.values()) {
      String head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123";
      assertFails(FetchException.Truncated.class, http2, raw(head));
      assertFails(FetchException.ConnectionLost.class, http2, raw(""));
      assertFails(FetchException.TooLarge.class, http2, answer(200, "x".repeat(2000)));
      assertFails(FetchException.Malformed.class, http2, raw("garbage\r\n\r\n"));
      assertFails(
          FetchException.Malformed.class,
          http2,
          raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"));
      assertFails(FetchException.Malformed.class, http2, TlsTest::endlessHead);
      assertFails(FetchException.RedirectRefused.class, http2, redirect(302, "file:///x"));
      patience = Duration.ofMillis(500);
      assertFails(FetchException.Stalled.class, http2, server.rawThenSilence(head));
      assertFails(FetchException.Stalled.class, http2, server.rawThenSilence(""));
    }
  }

  @Test
  void aHandshakeThatNeverComesEndsAtTheLimitForConnecting() throws Exception {
    server = new ScriptedServer();
    server.on("/x", answer(200, ""));
    try (var mute = new java.net.ServerSocket(0, 5, java.net.InetAddress.ofLiteral("127.0.0.1"))) {
      FetchOptions options =
          Quick.options()
              .withRetries(0)
              .withConnectLimit(Duration.ofMillis(200))
              .withTls(trusting());
      for (Http2 http2 : Http2.values()) {
        try (var fetcher = new Fetcher(options.withHttp2(http2))) {
          var failure =
              assertThrows(
                  FetchException.Stalled.class,
                  () ->
                      fetcher.fetch(
                          FetchRequest.of(
                              URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/"))));
          assertEquals(Limit.CONNECT, failure.limit());
        }
      }
    }
  }

  private static void endlessHead(ScriptedServer.Request request, java.io.OutputStream out)
      throws IOException {
    out.write("HTTP/1.1 200 OK\r\n".getBytes());
    while (true) {
      out.write(("X: " + "x".repeat(1000) + "\r\n").getBytes());
    }
  }

  private void assertFails(
      Class<? extends FetchException> expected, Http2 http2, ScriptedServer.Script script) {
    server.on("/x", script);
    assertThrows(expected, () -> fetch(http2, trusting()));
  }

  private void assertNames(Path file, TlsOptions tls) {
    var failure = assertThrows(FetchException.BadRequest.class, () -> fetch(Http2.ALLOW, tls));
    assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    assertPlain(failure);
  }

  private static TlsOptions trusting() {
    return TlsOptions.defaults().withAuthorities(authority.certificate());
  }

  private void start(String name) throws Exception {
    start(new ScriptedServer(sockets.sockets(name), "https"));
  }

  private void start(ScriptedServer started) {
    server = started.on("/x", answer(200, "secret"));
  }

  private String fetch(Http2 http2, TlsOptions tls) throws IOException {
    return fetch(http2, tls, server.url("/x").toString());
  }

  private String fetch(Http2 http2, TlsOptions tls, String url) throws IOException {
    FetchOptions options =
        Quick.options()
            .withRetries(0)
            .withConnectLimit(http2 == Http2.ALLOW ? patience : Duration.ofSeconds(5))
            .withTls(tls)
            .withHttp2(http2);
    try (var fetcher = new Fetcher(options)) {
      return new String(fetcher.fetch(FetchRequest.of(URI.create(url)).withMaxBytes(1000)).body());
    }
  }
}
