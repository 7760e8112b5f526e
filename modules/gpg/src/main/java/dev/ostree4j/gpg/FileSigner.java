// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpSigner;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/// Signs with a secret key in memory.
final class FileSigner implements OpenPgpSigner {
  private final PGPPublicKey publicKey;
  private final PGPPrivateKey privateKey;
  private final Set<String> fingerprints;
  private final InstantSource clock;

  FileSigner(
      PGPPublicKey publicKey,
      PGPPrivateKey privateKey,
      Set<String> fingerprints,
      InstantSource clock) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.fingerprints = Set.copyOf(fingerprints);
    this.clock = clock;
  }

  @Override
  public String engine() {
    return OpenPgp.ENGINE_NAME;
  }

  @Override
  public String metadataKey() {
    return OpenPgp.METADATA_KEY;
  }

  @Override
  public Set<String> fingerprints() {
    return fingerprints;
  }

  @Override
  public byte[] sign(byte[] data) throws OpenPgpException {
    try {
      // No key is too big for SHA-512, and the others are not faster on 64 bits.
      var builder =
          new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), HashAlgorithmTags.SHA512);
      var generator = new PGPSignatureGenerator(builder, publicKey);
      generator.init(PGPSignature.BINARY_DOCUMENT, privateKey);
      var hashed = new PGPSignatureSubpacketGenerator();
      hashed.setIssuerFingerprint(false, publicKey);
      hashed.setSignatureCreationTime(false, Date.from(clock.instant()));
      generator.setHashedSubpackets(hashed.generate());
      var unhashed = new PGPSignatureSubpacketGenerator();
      unhashed.setIssuerKeyID(false, publicKey.getKeyID());
      generator.setUnhashedSubpackets(unhashed.generate());
      generator.update(data);
      return generator.generate().getEncoded();
    } catch (PGPException | IOException e) {
      throw new OpenPgpException.SigningFailed("GPG: Unable to sign data: " + e.getMessage(), e);
    }
  }
}
