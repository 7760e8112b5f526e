// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.DownloadSink;
import dev.ostree4j.fetch.FetchRequest;
import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.ScratchFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/// Takes a part of a delta into a file that vanishes with it.
final class PartSink implements DownloadSink {
  private final Repo repo;
  private ScratchFile file;

  private PartSink(Repo repo) throws IOException {
    this.repo = repo;
    this.file = ScratchFile.create(repo);
  }

  /// Downloads a part completely.
  static InputStream download(Repo repo, Fetcher fetcher, FetchRequest request) throws IOException {
    var sink = new PartSink(repo);
    try {
      fetcher.download(request, sink);
      return new Stored(sink.file);
    } catch (IOException | RuntimeException e) {
      sink.file.close();
      throw e;
    }
  }

  @Override
  public void begin(long offsetBytes, Optional<String> validator) throws IOException {
    if (offsetBytes == 0 && file.sizeBytes() > 0) {
      file.close();
      file = ScratchFile.create(repo);
    } else if (offsetBytes != file.sizeBytes()) {
      throw new AssertionError(offsetBytes + " bytes are there, but " + file.sizeBytes() + " came");
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    file.append(bytes, offset, length);
  }

  /// The file from its start.
  private static final class Stored extends InputStream {
    private final ScratchFile file;
    private long position;

    Stored(ScratchFile file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (length == 0) {
        return 0;
      }
      int n = file.readAt(position, buffer, offset, length);
      position += Math.max(0, n);
      return n;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
