// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges by the key rings of one remote, which are read when they are needed first. Threads may
/// share it.
final class KeyringJudge implements GpgJudge {
  private final RemoteKeyrings source;
  private final String remote;

  // Guarded by this.
  private @Nullable List<OpenPgpKeyring> keyrings;

  KeyringJudge(RemoteKeyrings source, String remote) {
    this.source = source;
    this.remote = remote;
  }

  @Override
  public GpgJudge with(RemoteKeyrings other) {
    return new KeyringJudge(other, remote);
  }

  @Override
  public GpgJudge ofRemote(String other) {
    return new KeyringJudge(source, other);
  }

  private synchronized List<OpenPgpKeyring> keyrings() throws IOException {
    List<OpenPgpKeyring> known = keyrings;
    if (known == null) {
      known = source.ofRemote(remote);
      keyrings = known;
    }
    return known;
  }

  @Override
  public List<OpenPgpSignature> judge(byte[] data, List<byte[]> signatures) throws IOException {
    return OpenPgp.load().verify(data, signatures, keyrings());
  }
}
