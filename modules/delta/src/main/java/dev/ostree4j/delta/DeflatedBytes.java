// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

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
  private final DeflaterOutputStream stream;

  /// @param out gets what they become; it is not closed
  DeflatedBytes(OutputStream out) {
    this.stream = new DeflaterOutputStream(out, deflater, BUFFER_BYTES);
  }

  /// How many bytes all of a stream has once it is deflated.
  static long sizeOf(InputStream in) throws IOException {
    try (var deflated = new DeflatedBytes(OutputStream.nullOutputStream())) {
      in.transferTo(deflated);
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
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    stream.write(bytes, offset, length);
  }

  /// Ends the stream; nothing can be written after it.
  void finish() throws IOException {
    stream.finish();
  }

  /// How many bytes were written, once finished.
  long writtenBytes() {
    return deflater.getBytesRead();
  }

  /// How many bytes that became, once finished.
  long sizeBytes() {
    return deflater.getBytesWritten();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
