// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PositionalStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A file in the form in which an archive stores it, brought from outside: small ones in memory,
/// large ones in a file of their own.
sealed interface ArchivedBytes {
  /// How many bytes there are.
  long sizeBytes() throws IOException;

  /// The bytes from the first on; closing the stream closes nothing else.
  InputStream open();

  /// Makes the bytes an object as they are; false when the object is there already.
  boolean keep(ObjectSink sink, ObjectName name) throws IOException;

  /// Bytes in memory.
  record InMemory(byte[] bytes) implements ArchivedBytes {
    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean keep(ObjectSink sink, ObjectName name) throws IOException {
      try (TempFile target = sink.create()) {
        target.write(bytes);
        target.finishMetadata();
        return sink.store(target, name);
      }
    }
  }

  /// Bytes in a file, which becomes the object itself.
  record InFile(Kernel kernel, Descriptor directory, String path, Descriptor file)
      implements ArchivedBytes {
    private static final int PUBLIC_MODE = 0644;

    @Override
    public long sizeBytes() throws IOException {
      return kernel.status(file).sizeBytes();
    }

    @Override
    public InputStream open() {
      return new PositionalStream(kernel, file);
    }

    @Override
    public boolean keep(ObjectSink sink, ObjectName name) throws IOException {
      kernel.changeMode(file, PUBLIC_MODE);
      return sink.adopt(file, directory, path, name);
    }
  }
}
