// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.object.ObjectType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads the operations of a part, one at a time.
final class OperationReader {
  private final InputStream in;

  /// Reads single bytes of this stream, which should be buffered.
  OperationReader(InputStream in) {
    this.in = in;
  }

  /// The next operation, or null at the end.
  ///
  /// @param type of the object which the operation works on: it tells which operands there are
  /// @throws DeltaException.Malformed when there is no such operation or it is cut short
  @Nullable Operation next(ObjectType type) throws IOException {
    int code = in.read();
    if (code < 0) {
      return null;
    }
    Opcode opcode = Opcode.find(code);
    if (opcode == null) {
      throw new DeltaException.Malformed("Unknown opcode " + code);
    }
    try {
      return read(opcode, type);
    } catch (EOFException e) {
      throw new DeltaException.Malformed("The last operation of a delta part is cut short");
    }
  }

  private Operation read(Opcode opcode, ObjectType type) throws IOException {
    return switch (opcode) {
      case OPEN_SPLICE_CLOSE ->
          type.isMetadata()
              ? new Operation.SpliceMetadata(number(), number())
              : new Operation.SpliceContent(number(), number(), number(), number());
      case OPEN -> new Operation.Open(number(), number(), number());
      case WRITE -> new Operation.Write(number(), number());
      case SET_READ_SOURCE -> new Operation.SetReadSource(number());
      case UNSET_READ_SOURCE -> new Operation.UnsetReadSource();
      case CLOSE -> new Operation.Close();
      case BSPATCH -> new Operation.Patch(number(), number());
    };
  }

  private long number() throws IOException {
    return Varint.read(in);
  }
}
