// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/// A file of secret keys, as `gpg --export-secret-keys` writes it.
final class SecretKeyFile {
  private final String source;
  private final InstantSource clock;
  private final Map<String, PGPSecretKey> secretKeys = new HashMap<>();
  private final List<Certificate> certificates = new ArrayList<>();

  SecretKeyFile(String source, byte[] bytes, InstantSource clock) throws OpenPgpException {
    this.source = source;
    this.clock = clock;
    byte[] binary = Armor.strip(source, bytes);
    var keyring = OpenPgpKeyring.of(source, binary);
    KeyRings rings = new KeyRings(clock.instant());
    KeyBlockReader.readAll(keyring).forEach(rings::add);
    rings.blocks().forEach(block -> certificates.add(rings.judge(block)));
    readSecrets(binary);
  }

  private void readSecrets(byte[] binary) throws OpenPgpException.Malformed {
    try (var in = new BCPGInputStream(new ByteArrayInputStream(binary))) {
      while (in.nextPacketTag() == Packet.SECRET_KEY) {
        var ring = new PGPSecretKeyRing(in, new BcKeyFingerprintCalculator());
        for (PGPSecretKey key : ring) {
          secretKeys.put(fingerprint(key), key);
        }
      }
    } catch (IOException | PGPException | RuntimeException e) {
      throw new OpenPgpException.Malformed(source + ": no secret keys: " + e.getMessage(), e);
    }
  }

  private static String fingerprint(PGPSecretKey key) {
    return HexFormat.of().withUpperCase().formatHex(key.getPublicKey().getFingerprint());
  }

  /// The signer of the key of this name, or of the first that can sign.
  FileSigner signer(Optional<String> keyId, char[] passphrase) throws OpenPgpException {
    String end = keyId.orElse("").toUpperCase(Locale.ROOT);
    for (Certificate certificate : certificates) {
      Set<String> names = fingerprints(certificate);
      if (names.stream().anyMatch(name -> name.endsWith(end))) {
        for (KeyState key : signingKeys(certificate)) {
          PGPSecretKey secret = secretKeys.get(key.key().fingerprint());
          if (secret != null && !secret.isPrivateKeyEmpty()) {
            return new FileSigner(secret.getPublicKey(), unlock(secret, passphrase), names, clock);
          }
        }
      }
    }
    throw new OpenPgpException.KeyNotFound(
        keyId.orElse(""),
        "No gpg key found with ID " + keyId.orElse("(any)") + " (file: " + source + ")");
  }

  private static Set<String> fingerprints(Certificate certificate) {
    Set<String> names = new LinkedHashSet<>();
    names.add(certificate.primary().key().fingerprint());
    certificate.subkeys().forEach(subkey -> names.add(subkey.key().fingerprint()));
    return names;
  }

  /// The newest subkey for signing first, as GnuPG chooses; the primary key last.
  private static List<KeyState> signingKeys(Certificate certificate) {
    List<KeyState> keys = new ArrayList<>(certificate.subkeys().reversed());
    keys.add(certificate.primary());
    keys.removeIf(key -> !key.isValid() || !key.maySign() || key.isExpired() || key.isRevoked());
    return keys;
  }

  private PGPPrivateKey unlock(PGPSecretKey key, char[] passphrase) throws OpenPgpException {
    try {
      var decryptor = new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider());
      return key.extractPrivateKey(decryptor.build(passphrase));
    } catch (PGPException | RuntimeException e) {
      throw new OpenPgpException.SigningFailed(
          "GPG: cannot unlock the secret key in " + source + "; is the passphrase right?", e);
    }
  }
}
