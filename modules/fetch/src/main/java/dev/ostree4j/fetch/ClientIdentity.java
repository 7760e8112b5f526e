// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/// The certificate and key by which a server knows us.
final class ClientIdentity {
  // The store is in memory only, yet it wants one.
  private static final char[] PASSWORD = "ostree4j".toCharArray();

  private ClientIdentity() {}

  static KeyManager[] managers(TlsOptions options) throws IOException, GeneralSecurityException {
    if (options.client().isEmpty()) {
      return new KeyManager[0];
    }
    TlsOptions.ClientFiles files = options.client().get();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = Pem.certificates(files.certificate()).toArray(new Certificate[0]);
    store.setKeyEntry("client", Pem.privateKey(files.key()), PASSWORD, chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    return factory.getKeyManagers();
  }
}
