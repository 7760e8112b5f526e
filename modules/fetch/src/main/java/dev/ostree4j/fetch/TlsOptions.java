// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.nio.file.Path;
import java.util.Optional;

/// Whom a TLS connection trusts, and who we are to it. Files are read at the first use of TLS.
///
/// @since 0.1
public final class TlsOptions {

  /// Which servers are accepted.
  public enum Servers {
    /// Those with a certificate for their name, issued by someone trusted.
    TRUSTED,
    /// Those with any certificate for their name, whoever issued it: whoever is in between can read
    /// and change everything.
    ANY_ISSUER
  }

  /// A client certificate and its key.
  record ClientFiles(Path certificate, Path key) {}

  private static final TlsOptions DEFAULTS =
      new TlsOptions(Servers.TRUSTED, Optional.empty(), Optional.empty());

  private final Servers servers;
  private final Optional<Path> authorities;
  private final Optional<ClientFiles> client;

  private TlsOptions(Servers servers, Optional<Path> authorities, Optional<ClientFiles> client) {
    this.servers = servers;
    this.authorities = authorities;
    this.client = client;
  }

  /// The authorities which the system trusts; no client certificate.
  public static TlsOptions defaults() {
    return DEFAULTS;
  }

  /// Which servers are accepted (`tls-permissive`). Default: [Servers#TRUSTED].
  public TlsOptions withServers(Servers accepted) {
    return new TlsOptions(accepted, authorities, client);
  }

  /// A file of certificates in PEM form, whose issuers are trusted instead of those of the system
  /// (`tls-ca-path`). Default: those of the system.
  public TlsOptions withAuthorities(Path pem) {
    return new TlsOptions(servers, Optional.of(pem), client);
  }

  /// The certificate shown to servers which ask for one, with those of its issuers behind it, and
  /// its key (`tls-client-cert-path`, `tls-client-key-path`); both in PEM form, the key not
  /// encrypted. Default: none.
  public TlsOptions withClient(Path certificate, Path key) {
    return new TlsOptions(servers, authorities, Optional.of(new ClientFiles(certificate, key)));
  }

  boolean acceptsAnyIssuer() {
    return servers == Servers.ANY_ISSUER;
  }

  Optional<Path> authorities() {
    return authorities;
  }

  Optional<ClientFiles> client() {
    return client;
  }
}
