// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.fetch.DownloadSink;
import dev.ostree4j.fetch.FetchException;
import dev.ostree4j.fetch.FetchRequest;
import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.Set;

/// Where files are while they are downloaded: small ones in memory, others in files below `tmp`.
///
/// Such a file is called after the object, or the part of a delta, and remembers in an attribute by
/// what the server can tell whether it still has the same file. When a pull is aborted it stays,
/// and the next one goes on where it ended. What comes out in the end is verified like everything
/// else; a file which is not what it should be is removed. Those that nobody goes on with are
/// removed with everything in `tmp` that is old.
///
/// For any number of threads.
final class Spool {
  private final Repo repo;

  /// What was there when the pull began.
  private final Set<SpoolName> interrupted;

  Spool(Repo repo) throws IOException {
    this.repo = repo;
    this.interrupted = SpoolFile.list(repo);
  }

  /// Downloads a content object of an archive.
  Body downloadObject(Fetcher fetcher, FetchRequest request, Checksum content) throws IOException {
    try (SpoolSink sink = sink(SpoolName.ofObject(content))) {
      fetch(fetcher, resuming(request, sink), sink, sink);
      return sink.object();
    }
  }

  /// Downloads a part of a delta completely. Its size is known, so that one which was complete when
  /// its pull was killed is not asked for again.
  InputStream downloadPart(Fetcher fetcher, FetchRequest request, PartHeader part)
      throws IOException {
    try (SpoolSink sink = sink(SpoolName.ofPart(part.checksum()))) {
      long there = sink.sizeBytes();
      if (there == 0 || there != part.sizeBytes()) {
        FetchRequest bounded = request.withMaxBytes(part.sizeBytes());
        boolean resumes = there < part.sizeBytes();
        FetchRequest from = resumes ? resuming(bounded, sink) : bounded;
        fetch(fetcher, from, new PartSink(repo, sink), sink);
      }
      return sink.stream();
    }
  }

  /// What cannot be written is not kept either, unlike what the net has interrupted.
  private static void fetch(Fetcher fetcher, FetchRequest request, DownloadSink to, SpoolSink sink)
      throws IOException {
    try {
      fetcher.download(request, to);
    } catch (FetchException | InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      sink.discard();
      throw e;
    }
  }

  private SpoolSink sink(SpoolName name) throws IOException {
    Optional<SpoolFile> left =
        interrupted.contains(name) ? SpoolFile.find(repo, name) : Optional.empty();
    return new SpoolSink(repo, name, left);
  }

  private static FetchRequest resuming(FetchRequest request, SpoolSink sink) throws IOException {
    Optional<SpoolSink.Interrupted> before = sink.interrupted();
    return before.isPresent()
        ? request.withResume(before.get().sizeBytes(), before.get().validator())
        : request;
  }
}
