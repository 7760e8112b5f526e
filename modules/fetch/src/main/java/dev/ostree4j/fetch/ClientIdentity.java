// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
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
    PrivateKey key = Pem.privateKey(files.key());
    if (!isOf(key, chain[0].getPublicKey())) {
      throw new FetchException.BadRequest(
          files.key().toString(),
          "the key is not that of the certificate in "
              + files.certificate()
              + "; check tls-client-cert-path and tls-client-key-path");
    }
    store.setKeyEntry("client", key, PASSWORD, chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    return factory.getKeyManagers();
  }

  /// Whether both are halves of one pair. With two that are not, the JDK would show nobody a
  /// certificate, and say nothing.
  private static boolean isOf(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    byte[] proof = signature.sign();
    try {
      signature.initVerify(certified);
      return signature.verify(proof);
    } catch (InvalidKeyException | SignatureException e) {
      return false; // it is one of another kind
    }
  }
}
