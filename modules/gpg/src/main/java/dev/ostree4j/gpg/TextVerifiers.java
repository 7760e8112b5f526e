// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.io.IOException;
import java.io.OutputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.PGPContentVerifier;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilder;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Lets a signature over a text see the lines as `gpg` does: each ends in CR LF, whatever number of
/// CR stood before its LF, and a CR elsewhere is a character. The library would take each CR for
/// the end of a line, so it is passed by.
final class TextVerifiers implements PGPContentVerifierBuilderProvider {
  private final PGPContentVerifierBuilderProvider real = new BcPGPContentVerifierBuilderProvider();
  private OutputStream hashed = OutputStream.nullOutputStream();

  @Override
  public PGPContentVerifierBuilder get(int keyAlgorithm, int hashAlgorithm) throws PGPException {
    PGPContentVerifierBuilder builder = real.get(keyAlgorithm, hashAlgorithm);
    return key -> remembered(builder, key);
  }

  private PGPContentVerifier remembered(PGPContentVerifierBuilder builder, PGPPublicKey key)
      throws PGPException {
    PGPContentVerifier verifier = builder.build(key);
    hashed = verifier.getOutputStream();
    return verifier;
  }

  /// Puts the text into the hash of the verifier that was asked for last.
  void writeText(byte[] text) throws IOException {
    for (int start = 0; start < text.length; ) {
      int lineEnd = start;
      while (lineEnd < text.length && text[lineEnd] != '\n') {
        lineEnd++;
      }
      int end = lineEnd;
      while (end > start && text[end - 1] == '\r') {
        end--;
      }
      hashed.write(text, start, end - start);
      if (lineEnd < text.length) {
        hashed.write('\r');
        hashed.write('\n');
      }
      start = lineEnd + 1;
    }
  }
}
