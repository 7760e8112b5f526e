// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.IOException;
import java.io.OutputStream;

/// Writes the steps of a patch; see [PatchMaker] for the bytes.
final class PatchWriter {
  private static final int NUMBER_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 14;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  PatchWriter(OutputStream out) {
    this.out = out;
  }

  void step(long diffLength, long extraLength, long seek) throws IOException {
    number(0, diffLength);
    number(1, extraLength);
    number(2, seek);
    out.write(buffer, 0, 3 * NUMBER_BYTES);
  }

  private void number(int place, long value) {
    long bits = value < 0 ? -value | 1L << 63 : value;
    for (int i = 0; i < NUMBER_BYTES; i++) {
      buffer[place * NUMBER_BYTES + i] = (byte) (bits >>> 8 * i);
    }
  }

  void differences(byte[] fresh, int freshStart, byte[] old, int oldStart, int length)
      throws IOException {
    for (int done = 0; done < length; ) {
      int n = Math.min(length - done, BUFFER_BYTES);
      for (int i = 0; i < n; i++) {
        buffer[i] = (byte) (fresh[freshStart + done + i] - old[oldStart + done + i]);
      }
      out.write(buffer, 0, n);
      done += n;
    }
  }

  void extra(byte[] fresh, int start, int length) throws IOException {
    out.write(fresh, start, length);
  }
}
