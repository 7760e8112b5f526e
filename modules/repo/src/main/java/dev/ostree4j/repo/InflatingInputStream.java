// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.syscall.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The content of an archived file, whose stream must give as many bytes as its header claims.
///
/// A few bytes can inflate to gigabytes, so the stream ends with an error at the first byte which
/// the header does not account for: a small header cannot hide a large file. Memory does not
/// depend on either size.
final class InflatingInputStream extends BulkInputStream {
  private static final int INPUT_MAX_BYTES = 32 * 1024;

  private final ObjectName name;
  private final InputStream compressed;
  private final long sizeBytes;
  private final Spares<Inflater> inflaters;
  private final byte[] input;
  private @Nullable Inflater inflater;
  private long produced;
  private boolean finished;

  /// @param name the object that is read
  /// @param sizeBytes what the header claims
  /// @param compressedSizeBytes how much there is to read at most; only a hint for the buffer
  InflatingInputStream(
      ObjectName name,
      InputStream compressed,
      long sizeBytes,
      long compressedSizeBytes,
      Spares<Inflater> inflaters) {
    this.name = name;
    this.compressed = compressed;
    this.sizeBytes = sizeBytes;
    this.inflaters = inflaters;
    this.input = new byte[Math.clamp(compressedSizeBytes, 1, INPUT_MAX_BYTES)];
    this.inflater = inflaters.take();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (finished) {
      return -1;
    }
    int n = inflate(open(), buffer, offset, length);
    produced += n;
    if (produced > sizeBytes) {
      throw damaged(
          "Corrupted archive file; more content than the " + sizeBytes + " bytes of its header");
    }
    if (finished && produced < sizeBytes) {
      throw damaged("Corrupted archive file; " + produced + " bytes instead of " + sizeBytes);
    }
    return n == 0 ? -1 : n;
  }

  /// At least one byte, or none at the end of the stream.
  private int inflate(Inflater open, byte[] buffer, int offset, int length) throws IOException {
    try {
      while (true) {
        int n = open.inflate(buffer, offset, length);
        finished = open.finished();
        if (n > 0 || finished) {
          return n;
        }
        int more = compressed.read(input, 0, input.length);
        if (more < 0) {
          throw damaged("Need more input");
        }
        open.setInput(input, 0, more);
      }
    } catch (DataFormatException e) {
      throw damaged("Invalid compressed data");
    }
  }

  /// Whether nothing follows after the end of the content, which must have been read.
  boolean endsWithSource() throws IOException {
    return finished && open().getRemaining() == 0 && compressed.read() < 0;
  }

  private RepoException.ObjectDamaged damaged(String reason) {
    return RepoException.ObjectDamaged.named(name, new DamagedContentException(reason));
  }

  private Inflater open() throws IOException {
    if (inflater == null) {
      throw new IOException("Stream is closed");
    }
    return inflater;
  }

  @Override
  public void close() throws IOException {
    if (inflater != null) {
      inflater.reset();
      inflaters.give(inflater);
      inflater = null;
      compressed.close();
    }
  }
}
