// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Hasher;
import java.util.zip.Deflater;

/// What one thread needs to write one file: buffers, a hasher, a deflater. All of it is costly to
/// make and is used again for the next file.
final class WorkArea {
  /// Hashing is fastest with 64 to 256 KiB at a time; most files fit completely, so that they are
  /// read once and never written when they are known already.
  static final int INPUT_BYTES = 128 * 1024;

  private static final int OUTPUT_BYTES = 64 * 1024;

  final byte[] input = new byte[INPUT_BYTES];
  final byte[] output = new byte[OUTPUT_BYTES];
  final Hasher hasher = Hasher.sha256();
  final Deflater deflater;

  private WorkArea(int level) {
    deflater = new Deflater(level, true);
  }

  static Spares<WorkArea> spares(int level) {
    return new Spares<>(() -> new WorkArea(level), area -> area.deflater.end());
  }
}
