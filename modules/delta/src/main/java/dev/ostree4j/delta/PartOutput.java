// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Where a part is written to, once, from start to end.
abstract class PartOutput extends OutputStream {
  /// Completes it; the checksum of what was written.
  abstract Checksum finish() throws IOException;

  /// How much was written.
  abstract long sizeBytes();

  /// What stands in the superblock, when the part lies in there; good until the place for all such
  /// parts is closed.
  Optional<Variant> inline() {
    return Optional.empty();
  }
}
