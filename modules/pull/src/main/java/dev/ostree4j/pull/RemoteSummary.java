// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.FetchedFile;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.summary.CachedFile;
import dev.ostree4j.summary.CachedSummary;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.summary.SummaryCache;
import dev.ostree4j.trust.RemoteTrust;
import dev.ostree4j.trust.TrustException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The summary of a remote: fetched once, judged as the remote demands, and only then kept.
///
/// ```text
///   summary.sig ──same as in the cache──▶ cached summary ──judged──▶ done
///        │                                      └─ refused: forgotten
///        ├◀─────────────────────────────────────────────────┘
///        └─ other ─▶ summary ──judged──▶ cache ──▶ done
///                                  └─ refused, and summary.sig changed meanwhile: once more
/// ```
///
/// Stands for `ostree_repo_remote_fetch_summary_with_options`.
///
/// @since 0.1
public final class RemoteSummary {
  /// Where summaries of a remote are kept.
  record Place(SummaryCache cache, RemoteName remote) {}

  private static final String SUMMARY = "summary";
  private static final String SIGNATURES = "summary.sig";

  private final RemoteFiles files;
  private final RemoteTrust trust;
  private final Optional<Place> place;
  private final PullListener listener;
  private @Nullable Optional<SignedSummary> found;

  /// Fetches the summary of a remote; nothing when it has none and none is demanded.
  ///
  /// @param remote its name, or the address of a repository on this machine, `file:///PATH`
  /// @param options address, network, cache and trust count
  /// @throws dev.ostree4j.trust.TrustException when it is not what the remote demands
  public static Optional<SignedSummary> fetch(Repo repo, String remote, PullOptions options)
      throws IOException {
    RemoteSettings settings = RemoteSettings.read(repo, remote, options);
    RemoteTrust trust = options.trust().apply(RemoteTrust.of(repo, remote));
    try {
      return fetch(repo, options, settings, trust);
    } catch (TrustException refused) {
      throw trust.summaryAlone(refused);
    }
  }

  private static Optional<SignedSummary> fetch(
      Repo repo, PullOptions options, RemoteSettings settings, RemoteTrust trust)
      throws IOException {
    if (settings.isLocal()) {
      try (Repo source = Repo.open(repo.kernel(), settings.localPath())) {
        return new RemoteSummary(
                new LocalFiles(source), trust, Optional.empty(), PullListener.SILENT)
            .find();
      }
    }
    return new WebPull(repo, options, PullListener.SILENT, settings, trust).summary();
  }

  /// @param place where summaries with signatures are kept; nothing when they are not
  /// @param listener told when one that was kept is refused
  RemoteSummary(
      RemoteFiles files, RemoteTrust trust, Optional<Place> place, PullListener listener) {
    this.files = files;
    this.trust = trust;
    this.place = place;
    this.listener = listener;
  }

  /// Takes what the caller of the pull gave, if anything.
  ///
  /// @throws IOException when it is not what the remote demands
  void takeGiven(PullOptions options) throws IOException {
    if (options.summary().isPresent() && options.summarySignatures().isPresent()) {
      take(options.summary().get(), options.summarySignatures());
    } else if (options.summary().isPresent()) {
      take(options.summary().get());
    }
  }

  /// Takes one that is here already, instead of fetching it.
  ///
  /// @throws IOException when it is not what the remote demands
  void take(byte[] summary, Optional<byte[]> signatures) throws IOException {
    found = Optional.of(judge(summary, signatures));
  }

  /// Takes one that is here already; signatures are fetched where they are demanded.
  ///
  /// @throws IOException when it is not what the remote demands
  void take(byte[] summary) throws IOException {
    take(
        summary,
        trust.verifiesSummary()
            ? files.find(SIGNATURES, Summary.MAX_SIZE_BYTES)
            : Optional.empty());
  }

  /// The summary; nothing when the remote has none and none is demanded.
  Optional<SignedSummary> find() throws IOException {
    Optional<SignedSummary> known = found;
    if (known == null) {
      known = fetch();
      found = known;
    }
    return known;
  }

  /// The summary if somebody asked for it before.
  Optional<SignedSummary> known() {
    Optional<SignedSummary> known = found;
    return known == null ? Optional.empty() : known;
  }

  /// Whether somebody asked for it before.
  boolean isKnown() {
    return found != null;
  }

  private Optional<SignedSummary> fetch() throws IOException {
    Optional<CachedSummary> cached =
        place.isPresent() ? place.get().cache.find(place.get().remote) : Optional.empty();
    Optional<FetchedFile> signatures = find(SIGNATURES, cached.map(CachedSummary::signatures));
    if (signatures.isEmpty()) {
      return fetchUnsigned();
    }
    if (cached.isEmpty() || !isSame(signatures.get(), cached.get().signatures())) {
      return fetchSigned(signatures.get(), cached.map(CachedSummary::summary));
    }
    try {
      Optional<byte[]> kept = Optional.of(cached.get().signatures().content());
      return Optional.of(judge(cached.get().summary().content(), kept));
    } catch (IOException refused) {
      // Another program may have left it there, or the keys are others by now.
      RemoteName remote = place.get().remote;
      listener.heard(new PullEvent.CachedSummaryRefused(remote, refused.toString()));
      place.get().cache.remove(remote);
      Optional<FetchedFile> fresh = find(SIGNATURES, Optional.empty());
      return fresh.isPresent() ? fetchSigned(fresh.get(), Optional.empty()) : fetchUnsigned();
    }
  }

  private static boolean isSame(FetchedFile file, CachedFile cached) {
    return file.notModified() || Arrays.equals(file.body(), cached.content());
  }

  private Optional<FetchedFile> find(String path, Optional<CachedFile> known) throws IOException {
    return files.find(path, Summary.MAX_SIZE_BYTES, known);
  }

  private Optional<SignedSummary> fetchUnsigned() throws IOException {
    Optional<byte[]> summary = files.find(SUMMARY, Summary.MAX_SIZE_BYTES);
    if (summary.isEmpty()) {
      trust.refuseMissingSummary();
      return Optional.empty();
    }
    return Optional.of(judge(summary.get(), Optional.empty()));
  }

  /// Whoever updates a summary replaces two files. Who asks for the one before that and for the
  /// other after it has two which do not belong together; the signatures then are others by now.
  private Optional<SignedSummary> fetchSigned(FetchedFile signatures, Optional<CachedFile> known)
      throws IOException {
    try {
      return fetchBeside(signatures, known);
    } catch (TrustException.SummaryUntrusted refused) {
      CachedFile before = cached(signatures);
      Optional<FetchedFile> now = findAgain(before, refused);
      if (now.isEmpty() || isSame(now.get(), before)) {
        throw refused;
      }
      return fetchBeside(now.get(), Optional.empty());
    }
  }

  private Optional<FetchedFile> findAgain(
      CachedFile signatures, TrustException.SummaryUntrusted refused) throws IOException {
    try {
      return find(SIGNATURES, Optional.of(signatures));
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      refused.addSuppressed(e);
      throw refused;
    }
  }

  private Optional<SignedSummary> fetchBeside(FetchedFile signatures, Optional<CachedFile> known)
      throws IOException {
    Optional<FetchedFile> summary = find(SUMMARY, known);
    if (summary.isEmpty()) {
      trust.refuseMissingSummary();
      return Optional.empty();
    }
    if (!summary.get().notModified()) {
      return Optional.of(keep(cached(summary.get()), signatures));
    }
    try {
      return Optional.of(keep(known.orElseThrow(), signatures));
    } catch (IOException refused) {
      // What is kept may not be what the server means by its answer.
      return fetchBeside(signatures, Optional.empty());
    }
  }

  private SignedSummary keep(CachedFile summary, FetchedFile signatures) throws IOException {
    if (place.isEmpty()) {
      return judge(summary.content(), Optional.of(signatures.body()));
    }
    var both = new CachedSummary(summary, cached(signatures));
    Summary kept =
        place
            .get()
            .cache
            .store(
                place.get().remote,
                both,
                (bytes, over) -> trust.verifySummary(bytes, Optional.of(over)));
    return new SignedSummary(kept, Optional.of(signatures.body()));
  }

  private static CachedFile cached(FetchedFile file) {
    CachedFile result = CachedFile.of(file.body());
    if (file.etag().isPresent()) {
      result = result.withEtag(file.etag().get());
    }
    return file.lastModified().isPresent()
        ? result.withLastModified(file.lastModified().get())
        : result;
  }

  private SignedSummary judge(byte[] summary, Optional<byte[]> signatures) throws IOException {
    trust.verifySummary(summary, signatures);
    return new SignedSummary(Summary.parse(summary), signatures);
  }
}
