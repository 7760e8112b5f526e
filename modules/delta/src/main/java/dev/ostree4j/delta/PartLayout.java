// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

/// Where the pieces of a decompressed part lie.
///
/// ```text
/// (a(uuu) aa(ayay) ay ay)
/// modes, 12 bytes each | sets of extended attributes | blob | operations | end₂ end₁ end₀
/// ```
///
/// The three ends, of the blob, the sets and the modes, stand at the very end: nothing can be read
/// before all has arrived.
///
/// @param modesEnd where the modes end, which start at 0
/// @param xattrsEnd where the sets end
/// @param blobEnd where the blob ends
/// @param operationsEnd where the operations end
/// @param sizeBytes of the whole
record PartLayout(long modesEnd, long xattrsEnd, long blobEnd, long operationsEnd, long sizeBytes) {
  static final int MODE_BYTES = 12;
  private static final int ENDS = 3;

  /// The layout of pieces of these sizes, in bytes.
  static PartLayout ofSizes(long modes, long xattrs, long blob, long operations) {
    long modesEnd = modes;
    long xattrsEnd = Math.addExact(modesEnd, xattrs);
    long blobEnd = Math.addExact(xattrsEnd, blob);
    long operationsEnd = Math.addExact(blobEnd, operations);
    int width = 1;
    while (Math.addExact(operationsEnd, ENDS * width) > max(width)) {
      width *= 2;
    }
    return new PartLayout(
        modesEnd, xattrsEnd, blobEnd, operationsEnd, operationsEnd + ENDS * width);
  }

  /// How many bytes the ends of a part of this size have.
  static int endsBytes(long sizeBytes) {
    return ENDS * width(sizeBytes);
  }

  /// Reads the ends, which are the last bytes of a part of this size.
  ///
  /// @throws DeltaException.Malformed when they are not in order
  static PartLayout parse(byte[] ends, long sizeBytes) throws DeltaException.Malformed {
    int width = width(sizeBytes);
    long blobEnd = number(ends, 0, width);
    long xattrsEnd = number(ends, width, width);
    long modesEnd = number(ends, 2 * width, width);
    long operationsEnd = sizeBytes - ENDS * width;
    boolean inOrder =
        0 <= modesEnd
            && modesEnd <= xattrsEnd
            && xattrsEnd <= blobEnd
            && blobEnd <= operationsEnd
            && modesEnd % MODE_BYTES == 0;
    var layout = new PartLayout(modesEnd, xattrsEnd, blobEnd, operationsEnd, sizeBytes);
    if (!inOrder) {
      throw new DeltaException.Malformed("The delta part is not in normal form: " + layout);
    }
    return layout;
  }

  /// The last bytes.
  byte[] ends() {
    int width = (int) (sizeBytes - operationsEnd) / ENDS;
    byte[] ends = new byte[ENDS * width];
    put(ends, 0, width, blobEnd);
    put(ends, width, width, xattrsEnd);
    put(ends, 2 * width, width, modesEnd);
    return ends;
  }

  int modeCount() {
    return (int) Math.min(modesEnd / MODE_BYTES, Integer.MAX_VALUE);
  }

  long xattrsBytes() {
    return xattrsEnd - modesEnd;
  }

  long blobBytes() {
    return blobEnd - xattrsEnd;
  }

  long operationsBytes() {
    return operationsEnd - blobEnd;
  }

  /// The width of ends in a container of this size.
  static int width(long sizeBytes) {
    int width = 1;
    while (sizeBytes > max(width)) {
      width *= 2;
    }
    return width;
  }

  private static long max(int width) {
    return width == Long.BYTES ? Long.MAX_VALUE : (1L << 8 * width) - 1;
  }

  /// A number that lies little-endian in the array. It is negative when it is 2⁶³ or greater.
  static long number(byte[] bytes, int at, int width) {
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }

  private static void put(byte[] bytes, int at, int width, long value) {
    for (int i = 0; i < width; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }
}
