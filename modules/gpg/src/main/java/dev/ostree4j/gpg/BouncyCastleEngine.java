// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpImport;
import dev.ostree4j.sign.OpenPgpKey;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.OpenPgpSigner;
import dev.ostree4j.sign.spi.OpenPgpEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The service: OpenPGP with the mathematics of Bouncy Castle and the judgement of GnuPG.
///
/// Only the lightweight operators are used; no security provider is registered.
///
/// @since 0.1
public final class BouncyCastleEngine implements OpenPgpEngine {
  /// The one that the service loader makes.
  public BouncyCastleEngine() {}

  @Override
  public List<OpenPgpSignature> verify(
      byte[] signed, List<byte[]> signatures, List<OpenPgpKeyring> keyrings, Instant now)
      throws OpenPgpException {
    List<SignatureFacts> facts = SignatureReader.readAll(signatures);
    var verifier = new SignatureVerifier(signed, KeyRings.of(keyrings, now));
    List<OpenPgpSignature> answers = new ArrayList<>();
    for (SignatureFacts one : facts) {
      answers.add(verifier.verify(one));
    }
    return answers;
  }

  @Override
  public List<OpenPgpKey> keys(List<OpenPgpKeyring> keyrings, Instant now) {
    KeyRings rings = KeyRings.of(keyrings, now);
    List<OpenPgpKey> keys = new ArrayList<>();
    for (KeyBlock block : rings.blocks()) {
      keys.add(KeyDescription.of(rings.judge(block)));
    }
    return keys;
  }

  @Override
  public OpenPgpImport importKeys(
      OpenPgpKeyring target, List<OpenPgpKeyring> sources, List<String> keyIds, Instant now)
      throws OpenPgpException {
    return new KeyImport(target, sources, now).run(target.source(), keyIds);
  }

  @Override
  public OpenPgpSigner signer(String keyId, Optional<Path> home) throws OpenPgpException {
    return ProgramSigner.find(new GpgProgram(home), keyId);
  }

  @Override
  public OpenPgpSigner fileSigner(
      String source,
      byte[] secretKeys,
      Optional<String> keyId,
      char[] passphrase,
      InstantSource clock)
      throws OpenPgpException {
    return new SecretKeyFile(source, secretKeys, clock).signer(keyId, passphrase);
  }

  @Override
  public OpenPgpKeyring homeKeyring(Set<String> keyIds, Optional<Path> home)
      throws OpenPgpException {
    var program = new GpgProgram(home);
    var arguments = new ArrayList<>(List.of("--no-armor", "--export", "--"));
    arguments.addAll(keyIds);
    GpgProgram.Outcome outcome = program.run(new byte[0], arguments);
    String source = "the keys of gpg (homedir: " + program.homeText() + ")";
    if (outcome.out().length == 0 && !keyIds.isEmpty()) {
      String keyId = keyIds.iterator().next();
      throw new OpenPgpException.KeyNotFound(
          keyId, "GPG: Unable to find key \"" + keyId + "\" in " + source);
    }
    return OpenPgpKeyring.of(source, outcome.out());
  }
}
