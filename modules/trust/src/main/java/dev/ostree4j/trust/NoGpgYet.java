// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import java.io.IOException;
import java.util.List;

/// Refuses everything, since OpenPGP signatures cannot be judged here.
final class NoGpgYet implements GpgJudge {
  @Override
  public void load() {
    // There are no key rings to read.
  }

  @Override
  public void require(byte[] data, List<byte[]> signatures) throws IOException {
    throw new IOException("OpenPGP signatures cannot be verified by this version of ostree4j yet");
  }
}
