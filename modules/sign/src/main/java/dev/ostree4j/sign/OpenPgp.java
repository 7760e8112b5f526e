// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.object.DetachedMetadata;
import dev.ostree4j.sign.spi.OpenPgpEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/// Signatures and keys of OpenPGP, which libostree calls GPG.
///
/// The work is done by an engine that is looked for once this class is used, so that a program
/// which never meets such a signature loads nothing of it. Threads may share it.
///
/// @since 0.1
public final class OpenPgp {
  /// Under which key signatures stand in detached metadata and in `summary.sig`.
  public static final String METADATA_KEY = DetachedMetadata.GPG_SIGNATURES;

  /// Under which name signers of this kind present themselves.
  public static final String ENGINE_NAME = "gpg";

  private final OpenPgpEngine engine;
  private final InstantSource clock;

  private OpenPgp(OpenPgpEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /// The engine that is installed.
  ///
  /// @throws OpenPgpException.NoEngine when there is none
  public static OpenPgp load() throws OpenPgpException {
    Optional<OpenPgpEngine> engine =
        ServiceLoader.load(OpenPgpEngine.class, OpenPgpEngine.class.getClassLoader()).findFirst();
    return of(engine.orElseThrow(OpenPgpException.NoEngine::new));
  }

  /// This engine.
  public static OpenPgp of(OpenPgpEngine engine) {
    return new OpenPgp(engine, InstantSource.system());
  }

  /// With another clock to judge by what has ended.
  public OpenPgp withClock(InstantSource other) {
    return new OpenPgp(engine, other);
  }

  /// Judges signatures over these bytes.
  ///
  /// @param signed what was signed
  /// @param signatures the values of [#METADATA_KEY]; each may hold several
  /// @param keyrings all keys in them are trusted equally
  /// @return one answer for each signature, in their order
  /// @throws OpenPgpException.Malformed when something in `signatures` is none
  public List<OpenPgpSignature> verify(
      byte[] signed, List<byte[]> signatures, List<OpenPgpKeyring> keyrings)
      throws OpenPgpException {
    return engine.verify(signed, signatures, keyrings, now());
  }

  /// The keys in these key rings, each once.
  public List<OpenPgpKey> keys(List<OpenPgpKeyring> keyrings) throws OpenPgpException {
    return engine.keys(keyrings, now());
  }

  /// Adds keys to a key ring: new ones as a whole, and what is new of others.
  ///
  /// @param target what the key ring holds so far; may be empty
  /// @param sources where the keys are
  /// @param keyIds which of them: the ends of fingerprints, of at least 8 digits; all when empty
  /// @throws OpenPgpException.KeyNotFound when one of `keyIds` is not in `sources`
  /// @throws OpenPgpException.Malformed when a source holds no key, or something is broken
  public OpenPgpImport importKeys(
      OpenPgpKeyring target, List<OpenPgpKeyring> sources, List<String> keyIds)
      throws OpenPgpException {
    return engine.importKeys(target, sources, keyIds, now());
  }

  /// Signs with a secret key that the program `gpg` keeps, in its agent or on a smart card.
  ///
  /// @param keyId what names the key to `gpg`: a fingerprint, the end of one, an address
  /// @param home the home directory of `gpg`; its default when empty
  /// @throws OpenPgpException.KeyNotFound when there is no such secret key
  /// @throws OpenPgpException.KeyAmbiguous when there are several
  /// @throws OpenPgpException.SigningFailed when there is no program `gpg`
  public OpenPgpSigner signer(String keyId, Optional<Path> home) throws OpenPgpException {
    return engine.signer(keyId, home);
  }

  /// Signs with a secret key from a file, without any other program.
  ///
  /// @param source where the key comes from, as messages show it
  /// @param secretKeys what is in the file, binary or in ASCII armour
  /// @param keyId the end of the fingerprint of the key that is meant; the first when empty
  /// @param passphrase which the key is protected by; none when empty
  /// @throws OpenPgpException.KeyNotFound when no key in it can sign
  public OpenPgpSigner fileSigner(
      String source, byte[] secretKeys, Optional<String> keyId, char[] passphrase)
      throws OpenPgpException {
    return engine.fileSigner(source, secretKeys, keyId, passphrase, clock);
  }

  /// The public keys that the program `gpg` knows.
  ///
  /// @param keyIds which of them, as `gpg` names them; all when empty
  /// @param home the home directory of `gpg`; its default when empty
  /// @throws OpenPgpException.KeyNotFound when one of `keyIds` is not there
  public OpenPgpKeyring homeKeyring(Set<String> keyIds, Optional<Path> home)
      throws OpenPgpException {
    return engine.homeKeyring(keyIds, home);
  }

  private Instant now() {
    return clock.instant();
  }
}
