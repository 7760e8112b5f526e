// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Carries out the operations of one part. Objects that are there already are passed over.
final class PartExecution {
  /// The kernel refuses longer targets (`PATH_MAX`).
  private static final int TARGET_MAX_BYTES = 4096;

  /// Larger metadata is hashed before memory is spent on it.
  private static final int METADATA_AT_ONCE_BYTES = 256 * 1024;

  private static final int PIECE_BYTES = 64 * 1024;

  private final Transaction transaction;
  private final PartPayload payload;
  private final PartState state;
  private long contentBytesWritten;

  PartExecution(Transaction transaction, PartPayload payload, PartState state) {
    this.transaction = transaction;
    this.payload = payload;
    this.state = state;
  }

  /// @return the sizes of the files it made that were not there, in bytes
  long run() throws IOException {
    for (var next = state.nextOrEnd(); next.isPresent(); next = state.nextOrEnd()) {
      Interrupts.check();
      carryOut(next.get());
    }
    state.requireAllMade();
    return contentBytesWritten;
  }

  private void carryOut(Operation operation) throws IOException {
    switch (operation) {
      case Operation.SpliceMetadata splice -> metadata(splice);
      case Operation.SpliceContent splice -> content(splice);
      case Operation.Open open -> file(open);
      case Operation.SetReadSource source -> state.setSource(source.offset());
      case Operation.UnsetReadSource unset -> state.sources().unset();
      case Operation.Write write -> throw outside(write);
      case Operation.Patch patch -> throw outside(patch);
      case Operation.Close close -> throw outside(close);
    }
  }

  private DeltaException.Malformed outside(Operation operation) {
    return state.malformed("operation " + operation.opcode() + " stands outside of a file");
  }

  private void metadata(Operation.SpliceMetadata splice) throws IOException {
    ObjectName name = state.object();
    requireInBlob(splice.offset(), splice.size());
    if (splice.size() > MetadataLimits.MAX_SIZE_BYTES) {
      throw state.malformed("metadata has " + splice.size() + " bytes, which is too large");
    }
    if (!transaction.has(name)) {
      if (splice.size() > METADATA_AT_ONCE_BYTES) {
        requireChecksum(name, hash(new Region(state.blob(), splice.offset(), splice.size())));
      }
      byte[] bytes = new byte[(int) splice.size()];
      state.blob().readFully(splice.offset(), bytes, 0, bytes.length);
      requireChecksum(name, Checksum.ofContent(bytes));
      transaction.writeMetadata(name.type(), bytes);
    }
    state.finishObject();
  }

  private static Checksum hash(InputStream in) throws IOException {
    var hasher = Hasher.sha256();
    byte[] piece = new byte[PIECE_BYTES];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      hasher.update(piece, 0, n);
    }
    return hasher.finish();
  }

  private void requireChecksum(ObjectName name, Checksum actual)
      throws DeltaException.ChecksumMismatch {
    if (!actual.equals(name.checksum())) {
      throw new DeltaException.ChecksumMismatch(
          "Corrupted metadata object in static delta part; checksum expected='"
              + name.checksum()
              + "' actual='"
              + actual
              + "'");
    }
  }

  private void content(Operation.SpliceContent splice) throws IOException {
    Checksum name = fileName();
    requireInBlob(splice.offset(), splice.size());
    FileOwner owner = payload.owner(splice.mode());
    if (transaction.has(state.object())) {
      payload.requireXattrs(splice.xattrs());
    } else {
      Xattrs xattrs = payload.xattrs(splice.xattrs());
      if (owner.isSymlink()) {
        FileHeader header = symlink(owner, target(splice), xattrs);
        transaction.writeContent(name, header, 0, InputStream.nullInputStream());
      } else {
        var bytes = new Region(state.blob(), splice.offset(), splice.size());
        transaction.writeContent(name, regular(owner, xattrs), splice.size(), bytes);
        contentBytesWritten += splice.size();
      }
    }
    state.finishObject();
  }

  private void file(Operation.Open open) throws IOException {
    Checksum name = fileName();
    FileOwner owner = payload.owner(open.mode());
    var file = new FileAssembly(state, open.size());
    if (transaction.has(state.object())) {
      payload.requireXattrs(open.xattrs());
      file.skip();
    } else {
      FileHeader header = regular(owner, payload.xattrs(open.xattrs()));
      transaction.writeContent(name, header, open.size(), file);
      contentBytesWritten += open.size();
    }
    if (!file.isClosed()) {
      throw new AssertionError("a file of " + open.size() + " bytes was taken without its end");
    }
    state.finishObject();
  }

  private Checksum fileName() throws DeltaException.Malformed {
    ObjectName name = state.object();
    if (name.type() != ObjectType.FILE) {
      throw state.malformed("a file is made where metadata is listed");
    }
    return name.checksum();
  }

  private void requireInBlob(long offset, long size) throws DeltaException.Malformed {
    if (!state.blob().contains(offset, size)) {
      throw state.malformed(
          "operation OPEN_SPLICE_CLOSE reads "
              + size
              + " bytes at "
              + offset
              + " of "
              + state.blob().sizeBytes());
    }
  }

  private String target(Operation.SpliceContent splice) throws IOException {
    if (splice.size() > TARGET_MAX_BYTES) {
      throw state.malformed("a symlink has a target of " + splice.size() + " bytes");
    }
    byte[] bytes = new byte[(int) splice.size()];
    state.blob().readFully(splice.offset(), bytes, 0, bytes.length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw state.malformed("the target of a symlink is not UTF-8");
    }
  }

  private FileHeader symlink(FileOwner owner, String target, Xattrs xattrs)
      throws DeltaException.Malformed {
    try {
      return FileHeader.symlink(owner.uid(), owner.gid(), owner.mode(), target, xattrs);
    } catch (IllegalArgumentException e) {
      throw state.malformed(e.getMessage());
    }
  }

  private FileHeader regular(FileOwner owner, Xattrs xattrs) throws DeltaException.Malformed {
    try {
      return FileHeader.regular(owner.uid(), owner.gid(), owner.mode(), xattrs);
    } catch (IllegalArgumentException e) {
      throw state.malformed(e.getMessage());
    }
  }
}
