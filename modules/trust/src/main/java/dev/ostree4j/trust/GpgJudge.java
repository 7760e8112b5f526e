// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.sign.OpenPgpSignature;
import java.io.IOException;
import java.util.List;

/// Judges OpenPGP signatures with the key rings of a remote.
interface GpgJudge {
  /// The same with key rings from elsewhere.
  GpgJudge with(RemoteKeyrings other);

  /// Reads the key rings, so that what is wrong with them is told early.
  void load() throws IOException;

  /// Returns when one of the signatures is good.
  ///
  /// @param signatures at least one
  /// @return all of them, judged
  /// @throws IOException when none is; the message tells why
  List<OpenPgpSignature> require(byte[] data, List<byte[]> signatures) throws IOException;
}
