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
    byte[] bytes = new byte[(int) Math.min(FIRST_SIZE, declared.orElse(FIRST_SIZE)) + 1];
    long most = Math.min(maxBytes, HEAP_SHARE);
    int size = 0;
    for (int count; (count = body.read(bytes, size, bytes.length - size)) >= 0; ) {
      size += count;
      if (size > most) {
        throw new FetchException.TooLarge(url, most);
      }
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(most + 1, 2L * size));
      }
    }
    return Arrays.copyOf(bytes, size);
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
