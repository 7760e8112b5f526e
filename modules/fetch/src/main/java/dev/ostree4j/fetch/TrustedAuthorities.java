// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Who may vouch for a server.
final class TrustedAuthorities {
  // Where distributions keep what the whole system trusts: Debian, Fedora, SUSE, Alpine.
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private TrustedAuthorities() {}

  static TrustManager[] managers(TlsOptions options) throws IOException, GeneralSecurityException {
    if (options.acceptsAnyIssuer()) {
      return new TrustManager[] {new AnyIssuer()};
    }
    Optional<Path> file =
        options.authorities().or(() -> SYSTEM.stream().filter(Files::isReadable).findFirst());
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    // Without a file the JDK's own list counts.
    factory.init(file.isPresent() ? store(Pem.certificates(file.get())) : null);
    return factory.getTrustManagers();
  }

  private static KeyStore store(List<? extends Certificate> authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    return store;
  }

  /// Trusts whoever has a certificate: `tls-permissive`. It does not see for which host that is
  /// asked, so that the JDK still compares the names itself, as libcurl does.
  private static final class AnyIssuer implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
