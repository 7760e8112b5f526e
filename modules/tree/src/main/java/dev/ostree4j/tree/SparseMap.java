// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Where the stored bytes of a sparse file belong; what lies between is zeros.
///
/// ```text
/// GNU        four pairs in the header, 21 in each block after it: offset, length
/// pax 0.0    records GNU.sparse.offset and GNU.sparse.numbytes, in turns
/// pax 0.1    record GNU.sparse.map: OFFSET,LENGTH,OFFSET,LENGTH…
/// pax 1.0    before the content, in whole blocks: COUNT\nOFFSET\nLENGTH\n…
/// ```
final class SparseMap {
  /// As large as a file of ext4 gets; zeros cost an archive nothing, but whoever unpacks it time.
  private static final long SIZE_BYTES_MAX = 1L << 44;

  /// More pieces than these fit into no extended header that is read.
  private static final int REGIONS_MAX = 500_000;

  private static final int BLOCK_BYTES = 512;
  private static final int DIGITS_MAX = 19;

  private final String path;
  private long[] numbers = new long[8];
  private int count;

  SparseMap(String path) {
    this.path = path;
  }

  /// Adds an offset or a length, which take turns.
  void add(long number) throws TreeException.BadArchive {
    if (number < 0 || count >= 2 * REGIONS_MAX) {
      throw bad();
    }
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  /// Adds numbers that are separated by commas.
  void addAll(byte[] text) throws TreeException.BadArchive {
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == ',') {
        add(number(text, start, i));
        start = i + 1;
      }
    }
  }

  /// Reads the map that precedes the content; returns how many bytes it and its padding take.
  long readFrom(InputStream content) throws IOException {
    long read = 0;
    long left = 1;
    boolean counted = false;
    var line = new byte[DIGITS_MAX + 1];
    int length = 0;
    while (left > 0) {
      int next = content.read();
      read++;
      if (next == '\n') {
        long number = number(line, 0, length);
        if (counted) {
          add(number);
          left--;
        } else if (number > REGIONS_MAX) {
          throw bad();
        } else {
          counted = true;
          left = 2 * number;
        }
        length = 0;
      } else if (next < 0 || length == line.length) {
        throw bad();
      } else {
        line[length++] = (byte) next;
      }
    }
    long padding = -read & (BLOCK_BYTES - 1);
    content.skipNBytes(padding);
    return read + padding;
  }

  private long number(byte[] text, int start, int end) throws TreeException.BadArchive {
    if (end <= start || end - start > DIGITS_MAX) {
      throw bad();
    }
    try {
      return Long.parseUnsignedLong(
          new String(text, start, end - start, StandardCharsets.US_ASCII), 10);
    } catch (NumberFormatException e) {
      throw bad();
    }
  }

  /// The offsets and lengths in turns, once they are known to be in order, within the file, and as
  /// many bytes as are stored.
  long[] checked(long sizeBytes, long storedBytes) throws TreeException.BadArchive {
    if (sizeBytes > SIZE_BYTES_MAX || count % 2 != 0) {
      throw bad();
    }
    long end = 0;
    long sum = 0;
    for (int i = 0; i < count; i += 2) {
      long offset = numbers[i];
      long length = numbers[i + 1];
      if (offset < end || offset > sizeBytes || length > sizeBytes - offset) {
        throw bad();
      }
      end = offset + length;
      sum += length;
    }
    if (sum != storedBytes) {
      throw bad();
    }
    return Arrays.copyOf(numbers, count);
  }

  TreeException.BadArchive bad() {
    return new TreeException.BadArchive("Damaged map of sparse file in archive: " + path);
  }
}
