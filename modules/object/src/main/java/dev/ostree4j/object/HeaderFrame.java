// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

/// The eight bytes before a header: its size, big-endian, and four zero bytes.
///
/// @since 0.1
public final class HeaderFrame {
  /// How many bytes stand before the header.
  public static final int PREFIX_BYTES = 8;

  private HeaderFrame() {}

  /// The size of the header that follows the prefix.
  ///
  /// @param prefix the first eight bytes of the file
  /// @param fileSizeBytes the size of the whole file, which bounds the header
  /// @throws ObjectFormatException when the size is zero, does not fit the file or the limit of
  ///     metadata, or the prefix is incomplete or has other bytes where zeros belong
  public static int headerSizeBytes(byte[] prefix, long fileSizeBytes)
      throws ObjectFormatException {
    if (prefix.length < Integer.BYTES) {
      throw new ObjectFormatException("File header is cut short");
    }
    long size = Framing.bigEndianInt(prefix, 0) & 0xffff_ffffL;
    if (size == 0) {
      throw new ObjectFormatException("File header size is zero");
    }
    if (prefix.length < PREFIX_BYTES || size > fileSizeBytes - PREFIX_BYTES) {
      throw new ObjectFormatException(
          "File header size " + size + " exceeds size " + fileSizeBytes);
    }
    MetadataLimits.checkSize(size);
    if (Framing.bigEndianInt(prefix, 4) != 0) {
      throw new ObjectFormatException("File header has no zero padding before it");
    }
    return (int) size;
  }

  /// Writes the prefix for a header that fills the rest of the array.
  static void writePrefix(byte[] framed) {
    Framing.putBigEndianInt(framed, 0, framed.length - PREFIX_BYTES);
  }
}
