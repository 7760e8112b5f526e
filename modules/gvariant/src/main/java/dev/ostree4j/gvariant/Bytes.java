// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The memory under values. A value and all values inside it share one of these and differ in
/// where they start. Numbers are put together from single bytes: nothing need be aligned.
abstract sealed class Bytes permits Bytes.Heap, Bytes.Foreign, Bytes.Absent, LazyBytes {
  /// No memory: what a fixed-size value has when its place in the bytes cannot be found. Reads as
  /// zeros, of any number.
  static final Bytes ABSENT = new Absent();

  private static final int PIECE_BYTES = 1 << 16;

  abstract byte at(int position);

  abstract void copy(int position, byte[] target, int offset, int length);

  abstract MemorySegment segment(int position, int length);

  void write(int position, int length, OutputStream out) throws IOException {
    byte[] piece = new byte[Math.min(length, PIECE_BYTES)];
    for (int done = 0; done < length; done += piece.length) {
      int n = Math.min(piece.length, length - done);
      copy(position + done, piece, 0, n);
      out.write(piece, 0, n);
    }
  }

  /// The text of so many bytes of valid UTF-8.
  String text(int position, int length) {
    return new String(copy(position, length), StandardCharsets.UTF_8);
  }

  static Bytes of(byte[] array) {
    return new Heap(array);
  }

  static Bytes of(MemorySegment segment) {
    return new Foreign(segment);
  }

  byte[] copy(int position, int length) {
    var target = new byte[length];
    copy(position, target, 0, length);
    return target;
  }

  /// The little-endian unsigned number of so many bytes; of eight bytes, all their bits.
  final long number(int position, int width) {
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | at(position + i) & 0xff;
    }
    return value;
  }

  static final class Heap extends Bytes {
    private final byte[] array;

    Heap(byte[] array) {
      this.array = array;
    }

    @Override
    byte at(int position) {
      return array[position];
    }

    @Override
    String text(int position, int length) {
      return new String(array, position, length, StandardCharsets.UTF_8);
    }

    @Override
    void copy(int position, byte[] target, int offset, int length) {
      System.arraycopy(array, position, target, offset, length);
    }

    @Override
    void write(int position, int length, OutputStream out) throws IOException {
      out.write(array, position, length);
    }

    @Override
    MemorySegment segment(int position, int length) {
      return MemorySegment.ofArray(array).asSlice(position, length).asReadOnly();
    }
  }

  static final class Foreign extends Bytes {
    private final MemorySegment segment;

    Foreign(MemorySegment segment) {
      this.segment = segment;
    }

    @Override
    byte at(int position) {
      return segment.get(ValueLayout.JAVA_BYTE, position);
    }

    @Override
    void copy(int position, byte[] target, int offset, int length) {
      MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, position, target, offset, length);
    }

    @Override
    MemorySegment segment(int position, int length) {
      return segment.asSlice(position, length).asReadOnly();
    }
  }

  static final class Absent extends Bytes {
    @Override
    byte at(int position) {
      return 0;
    }

    @Override
    void copy(int position, byte[] target, int offset, int length) {
      Arrays.fill(target, offset, offset + length, (byte) 0);
    }

    @Override
    MemorySegment segment(int position, int length) {
      return MemorySegment.ofArray(new byte[length]).asReadOnly();
    }
  }
}
