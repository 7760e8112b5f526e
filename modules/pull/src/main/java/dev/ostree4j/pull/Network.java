// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.CookieFile;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.fetch.ProxyRules;
import dev.ostree4j.fetch.TlsOptions;
import dev.ostree4j.repo.RemoteStore;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How to reach a remote in the net: what the caller says, and what the configuration of the remote
/// adds.
final class Network {
  /// A cookie file has a line for each cookie; nobody has a thousand.
  private static final int COOKIES_MAX_BYTES = 1024 * 1024;

  private final Repo repo;
  private final RemoteStore remotes;
  private final String remote;

  /// @param remote the name of a remote that is there
  Network(Repo repo, String remote) {
    this.repo = repo;
    this.remotes = repo.remotes();
    this.remote = remote;
  }

  FetchOptions options(FetchOptions base) throws IOException {
    FetchOptions options = base.withTls(tls());
    if (!isOn("http2", true)) {
      options = options.withHttp2(FetchOptions.Http2.NEVER);
    }
    Optional<String> proxy = remotes.option(remote, "proxy");
    if (proxy.isPresent()) {
      options = options.withProxies(ProxyRules.of(proxy.get(), Map.of()));
    }
    Optional<byte[]> cookies = repo.files().find(remote + ".cookies.txt", COOKIES_MAX_BYTES);
    return cookies.isPresent() ? options.withCookies(CookieFile.parse(cookies.get())) : options;
  }

  private TlsOptions tls() throws IOException {
    TlsOptions tls = TlsOptions.defaults();
    if (isOn("tls-permissive", false)) {
      tls = tls.withServers(TlsOptions.Servers.ANY_ISSUER);
    }
    Optional<String> authorities = remotes.option(remote, "tls-ca-path");
    if (authorities.isPresent()) {
      tls = tls.withAuthorities(Path.of(authorities.get()));
    }
    Optional<String> certificate = remotes.option(remote, "tls-client-cert-path");
    Optional<String> key = remotes.option(remote, "tls-client-key-path");
    if (certificate.isPresent() != key.isPresent()) {
      throw new PullException.UnusableRemote(
          "Remote \""
              + remote
              + "\" must specify both tls-client-cert-path and tls-client-key-path, or neither");
    }
    return certificate.isPresent()
        ? tls.withClient(Path.of(certificate.get()), Path.of(key.get()))
        : tls;
  }

  private boolean isOn(String option, boolean otherwise) throws IOException {
    return remotes.booleanOption(remote, option).orElse(otherwise);
  }
}
