// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.DownloadSink;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.ScratchSpace;
import java.io.IOException;
import java.util.Optional;

/// Takes a part of a delta, as long as it leaves alone what the configuration keeps free of the
/// disk. An object is accounted for when it is imported; a part never is.
final class PartSink implements DownloadSink {
  private final Repo repo;
  private final SpoolSink spool;
  private ScratchSpace space;

  PartSink(Repo repo, SpoolSink spool) throws IOException {
    this.repo = repo;
    this.spool = spool;
    this.space = ScratchSpace.of(repo);
  }

  @Override
  public void begin(long offsetBytes, Optional<String> validator) throws IOException {
    spool.begin(offsetBytes, validator);
    if (offsetBytes == 0) {
      // What was taken has been given back.
      space = ScratchSpace.of(repo);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    space.take(length);
    spool.write(bytes, offset, length);
  }
}
