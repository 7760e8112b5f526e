// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import java.io.IOException;
import java.util.Optional;

/// Gives out the objects of an archive somewhere else: the fetch stage's view of a server.
///
/// Asked from many virtual threads at once; each call blocks until the answer is complete, and ends
/// soon when its thread is interrupted. Nothing it gives is verified.
interface ObjectSource {
  /// The bytes of a metadata object.
  ///
  /// @throws IOException when there is none, or it cannot be had
  byte[] fetchMetadata(ObjectName name) throws IOException;

  /// The bytes of a metadata object; nothing when there is none.
  Optional<byte[]> findMetadata(ObjectName name) throws IOException;

  /// A file.
  ///
  /// @throws IOException when there is none, or it cannot be had
  Body fetchContent(Checksum content) throws IOException;
}
