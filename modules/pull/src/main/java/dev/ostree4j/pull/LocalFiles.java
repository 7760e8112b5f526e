// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.FetchedFile;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.summary.CachedFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// The small files of a repository on this machine.
final class LocalFiles implements RemoteFiles {
  private final Repo source;

  LocalFiles(Repo source) {
    this.source = source;
  }

  @Override
  public Optional<FetchedFile> find(String path, long maxBytes, Optional<CachedFile> known)
      throws IOException {
    int bound = (int) Math.min(maxBytes, Integer.MAX_VALUE);
    return source
        .files()
        .find(path, bound)
        .map(bytes -> FetchedFile.of(bytes, source.path().toUri()));
  }

  @Override
  public byte[] fetch(String path, long maxBytes) throws IOException {
    return find(path, maxBytes)
        .orElseThrow(() -> new NoSuchFileException(source.path().resolve(path).toString()));
  }
}
