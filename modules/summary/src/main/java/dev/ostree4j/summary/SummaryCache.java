// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.PreparedFile;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoFiles;
import dev.ostree4j.repo.StoredBytes;
import dev.ostree4j.syscall.Descriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Summaries of remotes as they were fetched last, so that one which has not changed need not be
/// fetched again.
///
/// Only signed summaries are kept, since the signature tells whether the summary has changed. What
/// [#store] keeps was verified by it right before: nothing unverified can be in the cache on
/// account of this class. Other programs write there, too, so what [#find] gives is to be verified
/// once more, against the keys that count by then.
///
/// A repository that cannot be written has no cache: nothing is found, nothing is kept.
///
/// @since 0.1
public final class SummaryCache {
  private static final String DIRECTORY = "summaries/";
  private static final String SUFFIX = ".sig";
  private static final String ETAG = "user.etag";

  /// A tag is a short text of the server's; a file system would refuse a longer one anyway.
  private static final int MAX_ETAG_BYTES = 1024;

  private final Repo repo;
  private final Place place;

  /// Does something with the files of the directory that holds `summaries`.
  private interface Place {
    <T> T use(Work<T> work) throws IOException;
  }

  private interface Work<T> {
    T run(RepoFiles files, String prefix) throws IOException;
  }

  private SummaryCache(Repo repo, Place place) {
    this.repo = repo;
    this.place = place;
  }

  /// The cache in `tmp/cache` of a repository.
  public static SummaryCache of(Repo repo) {
    return new SummaryCache(
        repo,
        new Place() {
          @Override
          public <T> T use(Work<T> work) throws IOException {
            return work.run(repo.files(), "tmp/cache/" + DIRECTORY);
          }
        });
  }

  /// The cache in a directory of its own, which must be there when it is used.
  public static SummaryCache in(Repo repo, Path directory) {
    return new SummaryCache(
        repo,
        new Place() {
          @Override
          public <T> T use(Work<T> work) throws IOException {
            try (Descriptor opened = repo.kernel().openRoot(directory)) {
              return work.run(RepoFiles.in(repo.kernel(), opened), DIRECTORY);
            }
          }
        });
  }

  /// What is kept of a remote, if anything.
  public Optional<CachedSummary> find(RemoteName remote) throws IOException {
    return place.use(
        (files, prefix) -> {
          Optional<CachedFile> signatures = read(files, prefix + signatures(remote));
          Optional<CachedFile> summary = read(files, prefix + remote.text());
          return signatures.flatMap(sig -> summary.map(it -> new CachedSummary(it, sig)));
        });
  }

  private static Optional<CachedFile> read(RepoFiles files, String path) throws IOException {
    Optional<StoredBytes> stored = files.open(path);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (StoredBytes file = stored.get()) {
      CachedFile cached =
          CachedFile.of(file.read(Summary.MAX_SIZE_BYTES)).withLastModified(file.modified());
      return Optional.of(file.attribute(ETAG).map(tag -> tagged(cached, tag)).orElse(cached));
    }
  }

  private static CachedFile tagged(CachedFile file, byte[] tag) {
    return file.withEtag(new String(tag, StandardCharsets.ISO_8859_1));
  }

  /// Verifies a summary, then keeps it in place of what was kept of the remote.
  ///
  /// The signatures are placed last: what was cut off in between does not match, is not verified,
  /// and is fetched again.
  ///
  /// @throws SummaryFormatException when it is no summary; nothing is kept then
  /// @throws IOException when the check refuses it; nothing is kept then
  public Summary store(RemoteName remote, CachedSummary fresh, SummaryCheck check)
      throws IOException {
    byte[] content = fresh.summary().content();
    check.verify(content, fresh.signatures().content());
    Summary summary = Summary.parse(content);
    if (repo.isWritable()) {
      place.use((files, prefix) -> write(files, prefix, remote, fresh));
    }
    return summary;
  }

  private static boolean write(
      RepoFiles files, String prefix, RemoteName remote, CachedSummary fresh) throws IOException {
    files.makeDirectories(prefix.substring(0, prefix.length() - 1));
    try (PreparedFile summary = prepare(files, fresh.summary());
        PreparedFile signatures = prepare(files, fresh.signatures())) {
      summary.place(prefix + remote.text());
      signatures.place(prefix + signatures(remote));
      return true;
    }
  }

  private static PreparedFile prepare(RepoFiles files, CachedFile content) throws IOException {
    PreparedFile file = files.prepare(content.content());
    try {
      Optional<String> etag = content.etag().filter(tag -> tag.length() <= MAX_ETAG_BYTES);
      if (etag.isPresent()) {
        file.setAttribute(ETAG, etag.get().getBytes(StandardCharsets.ISO_8859_1));
      }
      Optional<Instant> lastModified = content.lastModified();
      if (lastModified.isPresent()) {
        file.setModified(lastModified.get());
      }
      return file;
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  /// Forgets what is kept of a remote.
  public void remove(RemoteName remote) throws IOException {
    if (repo.isWritable()) {
      place.use(
          (files, prefix) ->
              files.remove(prefix + signatures(remote)) | files.remove(prefix + remote.text()));
    }
  }

  /// Forgets what is kept of remotes that are not configured any more, as a prune of the repository
  /// does.
  public void prune() throws IOException {
    if (repo.isWritable()) {
      place.use((files, prefix) -> prune(files, prefix, repo.remotes().list()));
    }
  }

  private static boolean prune(RepoFiles files, String prefix, List<String> remotes)
      throws IOException {
    boolean removed = false;
    for (String name : files.list(prefix.substring(0, prefix.length() - 1))) {
      String remote =
          name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
      // A remote may itself be called something.sig.
      if (!remotes.contains(remote) && !remotes.contains(name)) {
        removed |= files.remove(prefix + name);
      }
    }
    return removed;
  }

  private static String signatures(RemoteName remote) {
    return remote.text() + SUFFIX;
  }
}
