// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import java.io.IOException;
import java.util.List;

/// Judges OpenPGP signatures with the key rings of a remote.
interface GpgJudge {
  /// Reads the key rings, so that what is wrong with them is told early.
  void load() throws IOException;

  /// Returns when one of the signatures is good.
  ///
  /// @param signatures at least one
  /// @throws IOException when none is; the message tells why
  void require(byte[] data, List<byte[]> signatures) throws IOException;
}
