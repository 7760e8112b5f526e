// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchRequest;
import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Where files are while they are downloaded: small ones in memory, others in files below `tmp`.
///
/// Such a file is called after the object, `fetch-HEX.filez`, and remembers in an attribute by what
/// the server can tell whether it still has the same file. When a pull is aborted it stays, and the
/// next one goes on where it ended. What comes out in the end is verified like everything else; a
/// file which is not what it should be is removed. Those that nobody goes on with are removed with
/// everything in `tmp` that is old.
final class Spool {
  private final Repo repo;

  /// What was there when the pull began.
  private final Set<Checksum> interrupted;

  Spool(Repo repo) throws IOException {
    this.repo = repo;
    this.interrupted = SpoolFile.list(repo);
  }

  /// Downloads a file.
  Body download(Fetcher fetcher, FetchRequest request, Checksum content) throws IOException {
    Optional<SpoolFile> left =
        interrupted.contains(content) ? SpoolFile.find(repo, content) : Optional.empty();
    try (var sink = new SpoolSink(repo, content, left)) {
      Optional<SpoolSink.Interrupted> before = sink.interrupted();
      FetchRequest from =
          before.isPresent()
              ? request.withResume(before.get().sizeBytes(), before.get().validator())
              : request;
      fetcher.download(from, sink);
      return sink.body();
    }
  }
}
