// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes that do not lie in memory one after the other until somebody looks into them. Writing
/// them out does without: a value which others are put into does not copy them.
abstract sealed class LazyBytes extends Bytes {
  private final int size;
  // Found out when first asked for; a race finds the same twice.
  private volatile byte @Nullable [] gathered;

  private LazyBytes(int size) {
    this.size = size;
  }

  /// Values and a tail, as a container has them.
  ///
  /// @param tail what the last bytes are, after the padding if there is any
  static Composed composed(int size, Variant[] children, byte[] tail) {
    return new Composed(size, children, tail);
  }

  static LazyBytes deferred(int size, VariantSource source) {
    return new Deferred(size, source);
  }

  /// Copies all of them.
  abstract void gather(byte[] target, int offset);

  /// Writes all of them.
  abstract void writeAll(OutputStream out) throws IOException;

  private byte[] whole() {
    byte[] bytes = gathered;
    if (bytes == null) {
      bytes = new byte[size];
      gather(bytes, 0);
      gathered = bytes;
    }
    return bytes;
  }

  @Override
  final byte at(int position) {
    return whole()[position];
  }

  @Override
  final void copy(int position, byte[] target, int offset, int length) {
    if (gathered == null && length == size) {
      gather(target, offset);
    } else {
      System.arraycopy(whole(), position, target, offset, length);
    }
  }

  @Override
  final MemorySegment segment(int position, int length) {
    return MemorySegment.ofArray(whole()).asSlice(position, length).asReadOnly();
  }

  @Override
  final void write(int position, int length, OutputStream out) throws IOException {
    if (gathered == null && length == size) {
      writeAll(out);
    } else {
      out.write(whole(), position, length);
    }
  }

  /// Values and a tail.
  static final class Composed extends LazyBytes {
    private final int size;
    private final Variant[] children;
    private final byte[] tail;

    Composed(int size, Variant[] children, byte[] tail) {
      super(size);
      this.size = size;
      this.children = children;
      this.tail = tail;
    }

    /// Whether the bytes of any child are not in memory.
    boolean isAroundLazy() {
      for (Variant child : children) {
        if (child.bytes instanceof LazyBytes lazy && lazy.gathered == null) {
          return true;
        }
      }
      return false;
    }

    @Override
    void gather(byte[] target, int offset) {
      int position = 0;
      for (Variant child : children) {
        int start = (int) Serialiser.aligned(position, child.type());
        Arrays.fill(target, offset + position, offset + start, (byte) 0);
        child.copyTo(target, offset + start);
        position = start + child.size();
      }
      int end = size - tail.length;
      Arrays.fill(target, offset + position, offset + end, (byte) 0);
      System.arraycopy(tail, 0, target, offset + end, tail.length);
    }

    @Override
    void writeAll(OutputStream out) throws IOException {
      int position = 0;
      for (Variant child : children) {
        int start = (int) Serialiser.aligned(position, child.type());
        out.write(new byte[start - position]);
        child.writeTo(out);
        position = start + child.size();
      }
      out.write(new byte[size - tail.length - position]);
      out.write(tail);
    }
  }

  private static final class Deferred extends LazyBytes {
    private final int size;
    private final VariantSource source;

    Deferred(int size, VariantSource source) {
      super(size);
      this.size = size;
      this.source = source;
    }

    @Override
    void gather(byte[] target, int offset) {
      try (InputStream in = source.open()) {
        requireAll(in.readNBytes(target, offset, size) + (in.read() < 0 ? 0L : 1L));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    void writeAll(OutputStream out) throws IOException {
      try (InputStream in = source.open()) {
        requireAll(in.transferTo(out));
      }
    }

    private void requireAll(long length) throws EOFException {
      if (length != size) {
        throw new EOFException("a value of " + size + " bytes has " + length + " or more");
      }
    }
  }
}
