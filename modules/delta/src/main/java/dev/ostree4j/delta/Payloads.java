// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// Reads what items put into the blob of their part.
final class Payloads {
  private final ObjectStore store;
  private final EncodingSpool spool;

  Payloads(ObjectStore store, EncodingSpool spool) {
    this.store = store;
    this.spool = spool;
  }

  /// The bytes of an item; the caller closes the stream.
  InputStream open(PartItem item) throws IOException {
    if (item.content().isEmpty()) {
      return new ByteArrayInputStream(store.readMetadata(item.name()));
    }
    FreshFile file = item.content().get().file();
    return switch (item.content().get().encoding()) {
      case Encoding.Whole whole when file.header().isSymlink() ->
          new ByteArrayInputStream(PartItem.targetBytes(file));
      case Encoding.Whole whole -> store.openContent(file.checksum()).stream();
      case Encoding.Copied copied ->
          after(
              copied.source(),
              new LiteralStream(store.openContent(file.checksum()).stream(), copied.runs()));
      case Encoding.Patched patched ->
          after(patched.source(), DeflatedBytes.inflate(spool.open(patched.patch())));
    };
  }

  private static InputStream after(Checksum source, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(source.bytes()), rest);
  }
}
