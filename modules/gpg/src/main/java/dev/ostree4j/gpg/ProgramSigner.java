// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpSigner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Signs through the program `gpg`, with a secret key that it keeps.
final class ProgramSigner implements OpenPgpSigner {
  private static final int FINGERPRINT_FIELD = 9;

  private final GpgProgram program;
  private final List<String> fingerprints;

  private ProgramSigner(GpgProgram program, List<String> fingerprints) {
    this.program = program;
    this.fingerprints = fingerprints;
  }

  /// Finds the key.
  static ProgramSigner find(GpgProgram program, String keyId) throws OpenPgpException {
    List<List<String>> keys = list(program, keyId);
    if (keys.isEmpty()) {
      throw new OpenPgpException.KeyNotFound(
          keyId, "No gpg key found with ID " + keyId + " (homedir: " + program.homeText() + ")");
    }
    if (keys.size() > 1) {
      throw new OpenPgpException.KeyAmbiguous(
          keyId,
          "gpg key id "
              + keyId
              + " ambiguous (homedir: "
              + program.homeText()
              + "). Try the fingerprint instead");
    }
    return new ProgramSigner(program, keys.getFirst());
  }

  /// The fingerprints of each key that has this name: the primary key's, then the subkeys'.
  private static List<List<String>> list(GpgProgram program, String keyId) throws OpenPgpException {
    List<String> lines =
        program
            .run(new byte[0], List.of("--with-colons", "--list-secret-keys", "--", keyId))
            .outLines();
    List<List<String>> keys = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(":", -1);
      if (fields[0].equals("sec")) {
        keys.add(new ArrayList<>());
      } else if (fields[0].equals("fpr") && fields.length > FINGERPRINT_FIELD && !keys.isEmpty()) {
        keys.getLast().add(fields[FINGERPRINT_FIELD]);
      }
    }
    return keys;
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
    return new LinkedHashSet<>(fingerprints);
  }

  /// By the primary key's name, as GPGME does it: `gpg` then takes the subkey that is for signing.
  @Override
  public byte[] sign(byte[] data) throws OpenPgpException {
    GpgProgram.Outcome outcome =
        program.run(
            data,
            List.of(
                "--no-armor", "--detach-sign", "--local-user", fingerprints.getFirst(), "-o", "-"));
    if (outcome.status() != 0 || outcome.out().length == 0) {
      throw new OpenPgpException.SigningFailed("GPG: Unable to sign data: " + outcome.complaint());
    }
    return outcome.out();
  }
}
