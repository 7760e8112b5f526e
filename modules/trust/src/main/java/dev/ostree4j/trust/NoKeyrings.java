// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.sign.OpenPgpSignature;
import java.io.IOException;
import java.util.List;

/// Refuses every OpenPGP signature, since without a remote it is nobody's.
final class NoKeyrings implements GpgJudge {
  @Override
  public GpgJudge with(RemoteKeyrings other) {
    return this;
  }

  @Override
  public GpgJudge ofRemote(String other) {
    return this;
  }

  @Override
  public List<OpenPgpSignature> judge(byte[] data, List<byte[]> signatures) throws IOException {
    throw new IOException("Must specify remote name to enable gpg verification");
  }
}
