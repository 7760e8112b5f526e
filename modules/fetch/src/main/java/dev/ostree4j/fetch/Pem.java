// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and keys in text files.
///
/// ```text
/// -----BEGIN CERTIFICATE-----      base64 of X.509, any number of them
/// -----BEGIN PRIVATE KEY-----      base64 of PKCS #8
/// -----BEGIN RSA PRIVATE KEY-----  base64 of PKCS #1
/// -----BEGIN EC PRIVATE KEY-----   base64 of SEC 1
/// ```
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  // Bundles of all authorities of the world have a quarter of a megabyte.
  private static final int SIZE_MAX = 16 * 1024 * 1024;

  private static final String ADVICE = "; check the tls options of the remote";

  private Pem() {}

  /// All certificates of a file, in their order.
  ///
  /// @throws FetchException.BadRequest when it has none, or a broken one
  static List<Certificate> certificates(Path file) throws IOException {
    List<Certificate> found = new ArrayList<>();
    try {
      var factory = CertificateFactory.getInstance("X.509");
      Matcher block = BLOCK.matcher(text(file));
      while (block.find()) {
        if (block.group(1).endsWith("CERTIFICATE")) {
          found.add(factory.generateCertificate(new ByteArrayInputStream(decoded(file, block))));
        }
      }
    } catch (CertificateException e) {
      throw unusable(file, "a certificate in it is broken: " + JdkText.of(e));
    }
    if (found.isEmpty()) {
      throw unusable(file, "there is no certificate in it");
    }
    return found;
  }

  /// The first key of a file.
  ///
  /// @throws FetchException.BadRequest when it has none, or one that cannot be used
  static PrivateKey privateKey(Path file) throws IOException {
    Matcher block = BLOCK.matcher(text(file));
    while (block.find()) {
      byte[] der = decoded(file, block);
      switch (block.group(1)) {
        case "PRIVATE KEY" -> {
          return key(file, der);
        }
        case "RSA PRIVATE KEY" -> {
          return key(file, Der.pkcs8OfRsa(der));
        }
        case "EC PRIVATE KEY" -> {
          return key(file, Der.pkcs8OfEc(der));
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw unusable(file, "the key is encrypted; decrypt it with 'openssl pkey'");
        default -> {
          // Certificates and curve parameters may stand before the key.
        }
      }
    }
    throw unusable(file, "there is no private key in it");
  }

  private static PrivateKey key(Path file, byte[] pkcs8) throws IOException {
    for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        // Then it is of another kind.
      } catch (GeneralSecurityException e) {
        throw unusable(file, JdkText.of(e));
      }
    }
    throw unusable(file, "the key is broken, encrypted, or neither of RSA, EC nor EdDSA");
  }

  private static byte[] decoded(Path file, Matcher block) throws IOException {
    try {
      return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw unusable(file, "it is no PEM, or its key is encrypted: " + e.getMessage());
    }
  }

  private static String text(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SIZE_MAX + 1);
      if (bytes.length > SIZE_MAX) {
        throw unusable(file, "it is too large");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (FetchException e) {
      throw e;
    } catch (IOException e) {
      throw (IOException) unusable(file, "cannot be read: " + JdkText.of(e) + ADVICE).initCause(e);
    }
  }

  private static IOException unusable(Path file, String reason) {
    return new FetchException.BadRequest(file.toString(), reason);
  }
}
