// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads a body into memory, which grows with what comes and not with what was announced.
final class WholeBody {
  private static final int FIRST_SIZE = 64 * 1024;

  // Of what was announced so much must have come before there is room for all of it.
  private static final int ANNOUNCED_SHARE = 4;

  // The longest array that every virtual machine makes.
  private static final int ARRAY_MAX = Integer.MAX_VALUE - 8;

  // Of a smaller heap than the caller allows for, so that a server cannot exhaust it: while the
  // bytes are moved they are there twice.
  private static final long HEAP_SHARE = Runtime.getRuntime().maxMemory() / 4;

  private final String url;
  private final long maxBytes;

  WholeBody(String url, long maxBytes) {
    this.url = url;
    this.maxBytes = Math.min(maxBytes, ARRAY_MAX - 1);
  }

  /// Reads to the end.
  ///
  /// @param declared how long the body is said to be
  byte[] read(InputStream body, OptionalLong declared) throws IOException {
    if (declared.orElse(0) > maxBytes) {
      throw new FetchException.TooLarge(url, maxBytes);
    }
    long most = Math.min(maxBytes, HEAP_SHARE);
    long first = Math.min(FIRST_SIZE, declared.orElse(FIRST_SIZE));
    byte[] bytes = new byte[(int) Math.min(most, first)];
    int size = 0;
    while (true) {
      int count = body.readNBytes(bytes, size, bytes.length - size);
      size += count;
      if (size < bytes.length) {
        return Arrays.copyOf(bytes, size);
      }
      // It is full: only another byte can tell whether that was all.
      int next = body.read();
      if (next < 0) {
        return bytes;
      }
      if (size >= most) {
        throw new FetchException.TooLarge(url, most);
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(most, grown(size, declared)));
      bytes[size++] = (byte) next;
    }
  }

  /// How large the next array is: as was announced, once so much of that has come that it is not
  /// much more; else twice the size.
  private static long grown(int size, OptionalLong declared) {
    long all = declared.orElse(0);
    return all > size && all / ANNOUNCED_SHARE <= size ? all : Math.max(FIRST_SIZE, 2L * size);
  }

  /// Decodes to the end; the limit is that of what is decoded.
  byte[] gunzip(InputStream body) throws IOException {
    try (InputStream plain = new GZIPInputStream(body, FIRST_SIZE)) {
      return read(plain, OptionalLong.empty());
    } catch (ZipException e) {
      throw new FetchException.Malformed(url, "the body is no gzip: " + e.getMessage()).because(e);
    } catch (EOFException e) {
      throw new FetchException.Truncated(url, "the gzip body has no end").because(e);
    }
  }
}
