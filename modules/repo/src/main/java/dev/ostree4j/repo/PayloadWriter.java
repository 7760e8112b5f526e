// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ArchiveHeader;
import dev.ostree4j.object.FileHeader;
import java.io.IOException;
import java.util.zip.Deflater;

/// Writes the bytes of a regular file as the repository stores them: as they are, or behind a
/// header and deflated.
sealed interface PayloadWriter {
  /// Takes the next bytes; they may be overwritten when this returns.
  void write(byte[] bytes, int offset, int length) throws IOException;

  /// Writes what is still held back.
  void finish() throws IOException;

  static PayloadWriter plain(TempFile file) {
    return new Plain(file);
  }

  static PayloadWriter archive(TempFile file, FileHeader header, long sizeBytes, WorkArea area)
      throws IOException {
    var deflating = new Deflating(file, area);
    deflating.begin(new ArchiveHeader(header, sizeBytes).framed());
    return deflating;
  }

  /// Content as it is.
  record Plain(TempFile file) implements PayloadWriter {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > 0) {
        file.write(bytes, offset, length);
      }
    }

    @Override
    public void finish() {}
  }

  /// Deflated content. Header and stream are collected in one buffer, so that a small file takes a
  /// single write.
  final class Deflating implements PayloadWriter {
    private final TempFile file;
    private final Deflater deflater;
    private final byte[] output;
    private int filled;

    Deflating(TempFile file, WorkArea area) {
      this.file = file;
      this.deflater = area.deflater;
      this.output = area.output;
      deflater.reset();
    }

    private void begin(byte[] header) throws IOException {
      if (header.length > output.length) {
        file.write(header);
      } else {
        System.arraycopy(header, 0, output, 0, header.length);
        filled = header.length;
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      deflater.setInput(bytes, offset, length);
      while (!deflater.needsInput()) {
        drain();
      }
    }

    @Override
    public void finish() throws IOException {
      deflater.finish();
      while (!deflater.finished()) {
        drain();
      }
      flush();
    }

    private void drain() throws IOException {
      if (filled == output.length) {
        flush();
      }
      filled += deflater.deflate(output, filled, output.length - filled);
    }

    private void flush() throws IOException {
      file.write(output, 0, filled);
      filled = 0;
    }
  }
}
