// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.syscall.BulkInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content of one file, made by the operations from its beginning to its end, which are carried
/// out while the content is read.
///
/// The file says how large it is; every operation is held against what is left of that.
final class FileAssembly extends BulkInputStream {
  private static final int PATCH_BUFFER_BYTES = 64 * 1024;

  private final PartState part;
  private final long sizeBytes;
  private long plannedBytes;
  private @Nullable InputStream piece;
  private long pieceLeft;
  private boolean closed;

  FileAssembly(PartState part, long sizeBytes) {
    this.part = part;
    this.sizeBytes = sizeBytes;
  }

  /// Fills the buffer unless the file ends: pieces may be a few bytes each.
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    int done = 0;
    while (done < length) {
      while (pieceLeft == 0) {
        if (closed) {
          return done == 0 ? -1 : done;
        }
        advance();
      }
      done += readPiece(buffer, offset + done, length - done);
    }
    return done;
  }

  private int readPiece(byte[] buffer, int offset, int length) throws IOException {
    InputStream in = Objects.requireNonNull(piece);
    int n = in.read(buffer, offset, (int) Math.min(length, pieceLeft));
    if (n < 0) {
      throw part.malformed("an object that is built on is shorter than it says");
    }
    pieceLeft -= n;
    return n;
  }

  /// Goes over the operations without carrying them out: the file is there already, and so its
  /// sources need not be.
  void skip() throws IOException {
    while (!closed) {
      Interrupts.check();
      switch (part.next()) {
        case Operation.Write write -> plan(write.size());
        case Operation.Patch patch -> {
          requireRange(part.blob(), "patch", patch.offset(), patch.size());
          planPatch();
        }
        case Operation.SetReadSource source -> part.sourceName(source.offset());
        case Operation.UnsetReadSource unset -> {}
        case Operation.Close close -> end();
        case Operation operation -> throw misplaced(operation);
      }
    }
  }

  private void advance() throws IOException {
    Interrupts.check();
    switch (part.next()) {
      case Operation.Write write -> write(write);
      case Operation.Patch patch -> patch(patch);
      case Operation.SetReadSource source -> part.setSource(source.offset());
      case Operation.UnsetReadSource unset -> part.sources().unset();
      case Operation.Close close -> end();
      case Operation operation -> throw misplaced(operation);
    }
  }

  private DeltaException.Malformed misplaced(Operation operation) {
    return part.malformed("operation " + operation.opcode() + " stands inside of a file");
  }

  private void write(Operation.Write write) throws IOException {
    Optional<ByteSource> source = part.sources().current();
    ByteSource from = source.isPresent() ? source.get() : part.blob();
    requireRange(from, "write", write.offset(), write.size());
    plan(write.size());
    piece = new Region(from, write.offset(), write.size());
    pieceLeft = write.size();
  }

  private void patch(Operation.Patch patch) throws IOException {
    ByteSource old =
        part.sources()
            .current()
            .orElseThrow(() -> part.malformed("a patch has no object to work on"));
    requireRange(part.blob(), "patch", patch.offset(), patch.size());
    planPatch();
    InputStream bytes = new Region(part.blob(), patch.offset(), patch.size());
    var buffered = new BufferedInputStream(bytes, PATCH_BUFFER_BYTES);
    piece = new PatchStream(part::malformed, buffered, old, sizeBytes);
    pieceLeft = sizeBytes;
  }

  /// A patch makes the whole file.
  private void planPatch() throws DeltaException.Malformed {
    if (plannedBytes != 0) {
      throw part.malformed("a patch comes after other content of the file");
    }
    plannedBytes = sizeBytes;
  }

  private void plan(long size) throws DeltaException.Malformed {
    if (size > sizeBytes - plannedBytes) {
      throw part.malformed(
          "operation WRITE makes "
              + size
              + " bytes of a file where "
              + (sizeBytes - plannedBytes)
              + " of "
              + sizeBytes
              + " are left");
    }
    plannedBytes += size;
  }

  private void requireRange(ByteSource from, String what, long offset, long size)
      throws DeltaException.Malformed {
    if (!from.contains(offset, size)) {
      throw part.malformed(
          "operation "
              + what
              + " reads "
              + size
              + " bytes at "
              + offset
              + " of "
              + from.sizeBytes());
    }
  }

  private void end() throws DeltaException.Malformed {
    if (plannedBytes != sizeBytes) {
      throw part.malformed("a file ends after " + plannedBytes + " of " + sizeBytes + " bytes");
    }
    closed = true;
  }

  /// Whether the operation that ends the file was met.
  boolean isClosed() {
    return closed;
  }
}
