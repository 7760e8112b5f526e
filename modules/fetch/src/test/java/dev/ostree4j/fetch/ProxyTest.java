// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.Authority;
import dev.ostree4j.testkit.ClosedPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProxyTest {
  private ScriptedServer server = new ScriptedServer().on("/x", answer(200, "far"));

  @AfterEach
  void close() {
    server.close();
  }

  @Nested
  final class Ways {
    @TempDir Path directory;

    @Test
    void plainRequestsNameTheWholeUrl() throws IOException {
      try (var proxy = new TinyProxy(server.port(), "")) {
        assertEquals("far", fetch("http://127.0.0.1:" + proxy.port(), "http://far.example/x"));
        assertEquals(List.of("GET http://far.example/x HTTP/1.1"), proxy.asked());
        assertEquals("far.example", server.requests().getFirst().header("Host"));
      }
    }

    @Test
    void tlsGoesThroughATunnel() throws Exception {
      var authority = new Authority(directory, "authority");
      authority.issue("far", "DNS:far.example");
      server.close();
      server =
          new ScriptedServer(new TlsSockets(authority).sockets("far"), "https")
              .on("/x", answer(200, "far"));
      try (var proxy = new TinyProxy(server.port(), "us:pw")) {
        FetchOptions options =
            Quick.options()
                .withRetries(0)
                .withProxies(ProxyRules.of("us:pw@127.0.0.1:" + proxy.port(), Map.of()))
                .withTls(TlsOptions.defaults().withAuthorities(authority.certificate()));

        assertEquals("far", fetch(options, "https://far.example/x"));
        assertEquals(List.of("CONNECT far.example:443 HTTP/1.1"), proxy.asked());
        assertFalse(server.requests().getFirst().headers().containsKey("Proxy-Authorization"));
      }
    }

    @Test
    void socks4KnowsAddressesOnly() throws IOException {
      try (var proxy = new TinyProxy(server.port(), "")) {
        assertEquals("far", fetch("socks4://127.0.0.1:" + proxy.port(), "http://127.9.9.9:81/x"));
        assertEquals(List.of("SOCKS4 127.9.9.9:81 "), proxy.asked());
      }
    }

    @Test
    void socks4aAndSocks5hResolveThemselves() throws IOException {
      try (var proxy = new TinyProxy(server.port(), "")) {
        assertEquals("far", fetch("socks4a://127.0.0.1:" + proxy.port(), "http://far.invalid/x"));
        assertEquals("far", fetch("socks5h://127.0.0.1:" + proxy.port(), "http://far.invalid/x"));
        assertEquals(List.of("SOCKS4 far.invalid:80 ", "SOCKS5 3 far.invalid:80"), proxy.asked());
      }
    }

    @Test
    void socks5TakesAddressesOfBothKinds() throws IOException {
      try (var proxy = new TinyProxy(server.port(), "")) {
        assertEquals("far", fetch("socks5://127.0.0.1:" + proxy.port(), "http://127.9.9.9/x"));
        assertEquals("far", fetch("socks5://127.0.0.1:" + proxy.port(), "http://[::9]/x"));
        assertEquals(
            List.of("SOCKS5 1 127.9.9.9:80", "SOCKS5 4 0:0:0:0:0:0:0:9:80"), proxy.asked());
      }
    }

    @Test
    void passwordsAreChecked() throws IOException {
      try (var proxy = new TinyProxy(server.port(), "us:pw")) {
        String at = "@127.0.0.1:" + proxy.port();
        assertEquals("far", fetch("http://us:pw" + at, "http://far.example/x"));
        assertEquals("far", fetch("socks5h://us:pw" + at, "http://far.invalid/x"));

        assertRefused("socks5h://us:no" + at, "http://far.invalid/x", "password are wrong");
        assertRefused("socks5h://127.0.0.1:" + proxy.port(), "http://far.invalid/x", "to log in");
        assertRefused("http://us:no" + at, "http://far.example/x", "HTTP 407");
        assertRefused("http://us:no" + at, "https://far.example/x", "HTTP 407");
        assertRefused("socks4a://no" + at, "http://far.invalid/x", "code 91");
      }
    }

    @Test
    void aProxyThatIsNotThereIsUnreachable() throws IOException {
      try (var closed = ClosedPort.open()) {
        String at = "://127.0.0.1:" + closed.port();
        assertRefused("http" + at, "http://far.example/x", "Couldn't connect");
        assertRefused("socks5" + at, "http://far.example/x", "Couldn't connect");
      }
    }

    private void assertRefused(String proxy, String url, String reason) {
      var failure = assertThrows(FetchException.class, () -> fetch(proxy, url));
      assertTrue(failure.getMessage().contains(reason), failure.getMessage());
      assertFalse(failure.getMessage().contains("us:"), failure.getMessage());
    }
  }

  @Nested
  final class Rules {
    @Test
    void comeFromTheEnvironment() throws FetchException {
      ProxyRules rules =
          ProxyRules.fromEnvironment(
              Map.of(
                  "http_proxy", "http://one:1", "ALL_PROXY", "socks5://all:2", "HTTP_PROXY", "x"));

      assertEquals("http://one:1", proxy(rules, "http://far.example/"));
      assertEquals("socks5://all:2", proxy(rules, "https://far.example/"));
    }

    @Test
    void httpProxyInCapitalsIsAHeaderOfSomebody() throws FetchException {
      ProxyRules rules = ProxyRules.fromEnvironment(Map.of("HTTP_PROXY", "http://evil:1"));

      assertEquals("", proxy(rules, "http://far.example/"));
    }

    @Test
    void exceptionsAreNamesNetworksAndAll() throws FetchException {
      String list = " .far.example, near,10.0.0.0/8 192.168.1.1 [fd00::]/8, 10.0.0.0/99";
      ProxyRules rules = ProxyRules.of("p:1", Map.of("no_proxy", list));

      for (String host :
          new String[] {
            "far.example", "a.FAR.example", "near", "10.1.2.3", "192.168.1.1", "[fd12::1]"
          }) {
        assertEquals("", proxy(rules, "http://" + host + "/"), host);
      }
      for (String host :
          new String[] {"notfar.example", "example", "11.1.2.3", "192.168.1.10", "[fe80::1]"}) {
        assertEquals("http://p:1", proxy(rules, "http://" + host + "/"), host);
      }
      assertEquals(
          "", proxy(ProxyRules.of("p:1", Map.of("NO_PROXY", "*")), "https://far.example/"));
    }

    @Test
    void noProxyAtAllIsAChoiceToo() throws FetchException {
      assertEquals("", proxy(ProxyRules.of("", Map.of()), "http://h/"));
      assertEquals("", proxy(ProxyRules.none(), "http://h/"));
    }

    @Test
    void whatIsNoProxyIsRefused() {
      for (String proxy : new String[] {"ftp://u:secret@h", "http://", "a b", "https://h:1"}) {
        var failure =
            assertThrows(
                FetchException.BadRequest.class, () -> ProxyRules.of(proxy, Map.of()), proxy);
        assertFalse(failure.getMessage().contains("secret"));
      }
    }

    private static String proxy(ProxyRules rules, String url) throws FetchException {
      return rules.proxyFor(Target.of(URI.create(url))).map(URI::toString).orElse("");
    }
  }

  private static String fetch(String proxy, String url) throws IOException {
    return fetch(Quick.options().withRetries(0).withProxies(ProxyRules.of(proxy, Map.of())), url);
  }

  private static String fetch(FetchOptions options, String url) throws IOException {
    try (var fetcher = new Fetcher(options)) {
      return new String(fetcher.fetch(FetchRequest.of(URI.create(url))).body());
    }
  }
}
