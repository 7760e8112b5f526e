// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Arrays;

/// A part of a byte array which is one serialised value, and how to take it apart.
///
/// Nothing is copied and nothing is trusted: each step stays inside the part or fails. Whether the
/// bytes are the *only* form of the value is not asked here. The caller serialises what it read and
/// compares, which leaves no gap between reader and writer; [PackedEntries] checks it in place.
record Span(byte[] bytes, int start, int end) {
  static Span of(byte[] bytes) {
    return new Span(bytes, 0, bytes.length);
  }

  int size() {
    return end - start;
  }

  Span from(int offset) throws ObjectFormatException {
    return part(offset, size());
  }

  /// The part between two offsets from the start.
  Span part(long from, long to) throws ObjectFormatException {
    if (from < 0 || from > to || to > size()) {
      throw ObjectFormatException.notNormal();
    }
    return new Span(bytes, start + (int) from, start + (int) to);
  }

  /// An offset of a tuple; number 0 is the one at its very end.
  long offset(int number) throws ObjectFormatException {
    int width = Framing.width(size());
    int position = end - (number + 1) * width;
    if (position < start) {
      throw ObjectFormatException.notNormal();
    }
    return Framing.offsetAt(bytes, position, width);
  }

  /// Where the content of a tuple with so many offsets ends.
  int contentSize(int offsets) {
    return size() - offsets * Framing.width(size());
  }

  /// The elements of an array whose elements have no fixed size.
  Elements elements() throws ObjectFormatException {
    if (size() == 0) {
      return new Elements(this, 0, 0, 0);
    }
    int width = Framing.width(size());
    long table = offset(0);
    long tableBytes = size() - table;
    if (tableBytes <= 0 || tableBytes % width != 0) {
      throw ObjectFormatException.notNormal();
    }
    return new Elements(this, (int) table, width, (int) (tableBytes / width));
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /// The elements of an array: one after the other, or where one of them ends.
  static final class Elements {
    private final Span array;
    private final int table;
    private final int width;
    private final int count;
    private int index;
    private long position;

    private Elements(Span array, int table, int width, int count) {
      this.array = array;
      this.table = table;
      this.width = width;
      this.count = count;
    }

    /// Never more than the array has bytes: each element has an offset of its own.
    int count() {
      return count;
    }

    /// Where an element ends, from the start of the array; nothing is checked.
    long end(int number) {
      return Framing.offsetAt(array.bytes, array.start + table + number * width, width);
    }

    Span next() throws ObjectFormatException {
      long elementEnd = end(index++);
      if (elementEnd > table) {
        throw ObjectFormatException.notNormal();
      }
      Span element = array.part(position, elementEnd);
      position = elementEnd;
      return element;
    }
  }
}
