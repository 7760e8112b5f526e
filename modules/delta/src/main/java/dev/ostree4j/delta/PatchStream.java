// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.syscall.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Function;

/// The new content that a patch makes of an old one, computed while it is read.
///
/// ```text
/// diff length | extra length | seek     8 bytes each: little-endian magnitude, top bit the sign
/// diff bytes                            added to the old bytes at the old position, which moves on
/// extra bytes                           as they are; then the old position moves by seek
/// ```
///
/// This repeats until the new content is complete. Each number is checked before anything is done
/// with it: no length is negative or goes beyond the new size, no byte is taken from outside of the
/// old content.
final class PatchStream extends BulkInputStream {
  private static final int CONTROL_BYTES = 24;
  private static final int PIECE_BYTES = 64 * 1024;

  private final Function<String, DeltaException.Malformed> malformed;
  private final InputStream patch;
  private final ByteSource old;
  private final byte[] oldBytes = new byte[PIECE_BYTES];

  private long left;
  private long diffLeft;
  private long extraLeft;
  private long seek;
  private long oldPosition;

  /// @param malformed says where the patch is, when something is wrong with it
  /// @param newSizeBytes how much is made
  PatchStream(
      Function<String, DeltaException.Malformed> malformed,
      InputStream patch,
      ByteSource old,
      long newSizeBytes) {
    this.malformed = malformed;
    this.patch = patch;
    this.old = new Window(old);
    this.left = newSizeBytes;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    while (diffLeft == 0 && extraLeft == 0) {
      Interrupts.check();
      nextRound();
    }
    int n = diffLeft > 0 ? addDiff(buffer, offset, length) : copyExtra(buffer, offset, length);
    left -= n;
    return n;
  }

  private void nextRound() throws IOException {
    try {
      oldPosition = Math.addExact(oldPosition, seek);
    } catch (ArithmeticException e) {
      throw malformed.apply("the patch seeks to beyond any position");
    }
    byte[] control = new byte[CONTROL_BYTES];
    readPatch(control, 0, CONTROL_BYTES);
    diffLeft = number(control, 0);
    extraLeft = number(control, 8);
    seek = number(control, 16);
    boolean fits =
        diffLeft >= 0 && extraLeft >= 0 && diffLeft <= left && extraLeft <= left - diffLeft;
    if (!fits) {
      throw malformed.apply(
          "the patch has lengths " + diffLeft + ", " + extraLeft + " where " + left + " are left");
    }
    if (diffLeft > 0 && !old.contains(oldPosition, diffLeft)) {
      throw malformed.apply(
          "the patch reads "
              + diffLeft
              + " bytes at "
              + oldPosition
              + " of an object which has "
              + old.sizeBytes());
    }
  }

  private int addDiff(byte[] buffer, int offset, int length) throws IOException {
    int n = (int) Math.min(Math.min(length, PIECE_BYTES), diffLeft);
    readPatch(buffer, offset, n);
    old.readFully(oldPosition, oldBytes, 0, n);
    for (int i = 0; i < n; i++) {
      buffer[offset + i] += oldBytes[i];
    }
    oldPosition += n;
    diffLeft -= n;
    return n;
  }

  private int copyExtra(byte[] buffer, int offset, int length) throws IOException {
    int n = (int) Math.min(length, extraLeft);
    readPatch(buffer, offset, n);
    extraLeft -= n;
    return n;
  }

  private void readPatch(byte[] buffer, int offset, int length) throws IOException {
    if (patch.readNBytes(buffer, offset, length) < length) {
      throw malformed.apply("the patch is cut short");
    }
  }

  private static long number(byte[] bytes, int at) {
    long raw = PartLayout.number(bytes, at, Long.BYTES);
    long magnitude = raw & Long.MAX_VALUE;
    return raw < 0 ? -magnitude : magnitude;
  }
}
