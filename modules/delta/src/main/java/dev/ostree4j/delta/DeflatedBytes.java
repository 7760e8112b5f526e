// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Bytes deflated as fast as can be while they are written: what a patch takes up until its part is
/// compressed for good, and a fair guess at how well that will go.
final class DeflatedBytes extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 15;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final Sink sink = new Sink();
  private final DeflaterOutputStream stream =
      new DeflaterOutputStream(sink, deflater, BUFFER_BYTES);
  private long written;

  /// How many bytes this array has once it is deflated.
  static long sizeOf(byte[] bytes) throws IOException {
    try (var deflated = new DeflatedBytes()) {
      deflated.write(bytes, 0, bytes.length);
      deflated.finish();
      return deflated.sizeBytes();
    }
  }

  /// Reads what was deflated.
  static InputStream inflate(InputStream deflated) {
    return new InflaterInputStream(deflated);
  }

  @Override
  public void write(int value) throws IOException {
    stream.write(value);
    written++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    stream.write(bytes, offset, length);
    written += length;
  }

  /// Ends the stream; nothing can be written after it.
  void finish() throws IOException {
    stream.finish();
  }

  /// How many bytes were written.
  long writtenBytes() {
    return written;
  }

  /// How many bytes that became, once finished.
  int sizeBytes() {
    return sink.size();
  }

  /// Moves it to the spool, once finished.
  EncodingSpool.Slice moveTo(EncodingSpool spool) throws IOException {
    return spool.append(sink.array(), sink.size());
  }

  @Override
  public void close() {
    deflater.end();
  }

  private static final class Sink extends ByteArrayOutputStream {
    private byte[] array() {
      return buf;
    }
  }
}
