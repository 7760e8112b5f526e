// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.IOException;
import java.io.OutputStream;

/// One operation of a part. All numbers are from 0 to 2⁶³ − 1; whether they fit the part is for
/// whoever carries it out.
///
/// ```text
/// S size offset                 the object is metadata: whole, out of the blob; no read source
/// S mode xattrs size offset     the object is a file or symlink: the same
/// o mode xattrs size            begin a regular file of this size
/// w size offset                 append bytes, out of the read source or else the blob
/// r offset                      the checksum at this place of the blob names the read source
/// R                             no read source
/// c                             end the file; no read source
/// B offset size                 append the read source, patched by this piece of the blob
/// ```
sealed interface Operation {
  Opcode opcode();

  /// Writes the operation.
  default void writeTo(OutputStream out) throws IOException {
    out.write(opcode().code());
    for (long operand : operands()) {
      Varint.write(out, operand);
    }
  }

  /// The numbers, in order.
  long[] operands();

  /// A dirtree or dirmeta as a whole.
  record SpliceMetadata(long size, long offset) implements Operation {
    @Override
    public Opcode opcode() {
      return Opcode.OPEN_SPLICE_CLOSE;
    }

    @Override
    public long[] operands() {
      return new long[] {size, offset};
    }
  }

  /// A file or symlink as a whole.
  record SpliceContent(long mode, long xattrs, long size, long offset) implements Operation {
    @Override
    public Opcode opcode() {
      return Opcode.OPEN_SPLICE_CLOSE;
    }

    @Override
    public long[] operands() {
      return new long[] {mode, xattrs, size, offset};
    }
  }

  /// The beginning of a regular file.
  record Open(long mode, long xattrs, long size) implements Operation {
    @Override
    public Opcode opcode() {
      return Opcode.OPEN;
    }

    @Override
    public long[] operands() {
      return new long[] {mode, xattrs, size};
    }
  }

  /// A piece of a regular file.
  record Write(long size, long offset) implements Operation {
    @Override
    public Opcode opcode() {
      return Opcode.WRITE;
    }

    @Override
    public long[] operands() {
      return new long[] {size, offset};
    }
  }

  /// From here on bytes come from an object.
  record SetReadSource(long offset) implements Operation {
    @Override
    public Opcode opcode() {
      return Opcode.SET_READ_SOURCE;
    }

    @Override
    public long[] operands() {
      return new long[] {offset};
    }
  }

  /// From here on bytes come from the blob.
  record UnsetReadSource() implements Operation {
    @Override
    public Opcode opcode() {
      return Opcode.UNSET_READ_SOURCE;
    }

    @Override
    public long[] operands() {
      return new long[0];
    }
  }

  /// The end of a regular file.
  record Close() implements Operation {
    @Override
    public Opcode opcode() {
      return Opcode.CLOSE;
    }

    @Override
    public long[] operands() {
      return new long[0];
    }
  }

  /// A patched object.
  record Patch(long offset, long size) implements Operation {
    @Override
    public Opcode opcode() {
      return Opcode.BSPATCH;
    }

    @Override
    public long[] operands() {
      return new long[] {offset, size};
    }
  }
}
