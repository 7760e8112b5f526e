// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What to fetch: one file, from any of several places that have it.
///
/// @since 0.1
public final class FetchRequest {

  /// What the caller has already; the server says whether it changed since.
  record Condition(Optional<String> etag, Optional<Instant> lastModified) {}

  /// Where an earlier download broke off.
  record Resume(long offsetBytes, String validator) {}

  private static final FetchListener SILENT = event -> {};

  /// The values, mutable only while a new instance is being made.
  private static final class Values implements Cloneable {
    List<Place> places = List.of();
    long maxBytes = Long.MAX_VALUE;
    Optional<Condition> condition = Optional.empty();
    Optional<Resume> resume = Optional.empty();
    boolean acceptGzip;
    FetchListener listener = SILENT;
    OptionalInt retriesMax = OptionalInt.empty();

    Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final Values values;

  private FetchRequest(Values values) {
    this.values = values;
  }

  /// The file at this URL.
  public static FetchRequest of(URI url) {
    return ofPlaces(List.of(new Place(url, "")));
  }

  /// The file of this path below each of these URLs, the first of which is tried first.
  ///
  /// @param mirrors at least one URL of a directory, with or without a slash at its end
  /// @param path relative, parted by slashes, not encoded; it is sent encoded
  /// @throws IllegalArgumentException when there is no mirror, or when the path leaves the
  ///     directory
  public static FetchRequest of(List<URI> mirrors, String path) {
    String checked = UrlPaths.checked(path);
    List<Place> places = new ArrayList<>(mirrors.size());
    for (URI mirror : mirrors) {
      places.add(new Place(mirror, checked));
    }
    return ofPlaces(places);
  }

  private static FetchRequest ofPlaces(List<Place> places) {
    if (places.isEmpty()) {
      throw new IllegalArgumentException("nowhere to fetch from");
    }
    var values = new Values();
    values.places = places;
    return new FetchRequest(values);
  }

  /// How long the body may be, after decoding. Default: no limit but the memory of arrays.
  ///
  /// @throws IllegalArgumentException when it is negative
  public FetchRequest withMaxBytes(long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("a length is not negative: " + maxBytes);
    }
    Values copy = values.copy();
    copy.maxBytes = maxBytes;
    return new FetchRequest(copy);
  }

  /// Asks for the body only when it is not the one that had this ETag, or, where there is none,
  /// when it changed since. Default: always. Files on disk are always read.
  public FetchRequest withCondition(Optional<String> etag, Optional<Instant> lastModified) {
    Values copy = values.copy();
    copy.condition =
        etag.isEmpty() && lastModified.isEmpty()
            ? Optional.empty()
            : Optional.of(new Condition(etag, lastModified));
    return new FetchRequest(copy);
  }

  /// Lets the server compress the body on its way. Default: it must not. Ignored by
  /// [Fetcher#download], whose bodies are compressed already.
  public FetchRequest withAcceptGzip() {
    Values copy = values.copy();
    copy.acceptGzip = true;
    return new FetchRequest(copy);
  }

  /// Lets [Fetcher#download] begin behind what an earlier download has, if the server still has
  /// the same file; else it begins anew. Default: it begins at the beginning.
  ///
  /// @param offsetBytes how much there is
  /// @param validator what [DownloadSink#begin] got as validator
  /// @throws IllegalArgumentException when the offset is negative
  public FetchRequest withResume(long offsetBytes, String validator) {
    if (offsetBytes < 0) {
      throw new IllegalArgumentException("an offset is not negative: " + offsetBytes);
    }
    Values copy = values.copy();
    copy.resume = Optional.of(new Resume(offsetBytes, validator));
    return new FetchRequest(copy);
  }

  /// How often all places are tried again. Default: as the options of the [Fetcher] say.
  ///
  /// @throws IllegalArgumentException when it is negative
  public FetchRequest withRetries(int retriesMax) {
    if (retriesMax < 0) {
      throw new IllegalArgumentException("no negative number of times: " + retriesMax);
    }
    Values copy = values.copy();
    copy.retriesMax = OptionalInt.of(retriesMax);
    return new FetchRequest(copy);
  }

  /// Who is told how the fetch goes on. Default: nobody.
  public FetchRequest withListener(FetchListener listener) {
    Values copy = values.copy();
    copy.listener = listener;
    return new FetchRequest(copy);
  }

  List<Place> places() {
    return values.places;
  }

  long maxBytes() {
    return values.maxBytes;
  }

  Optional<Condition> condition() {
    return values.condition;
  }

  Optional<Resume> resume() {
    return values.resume;
  }

  boolean acceptsGzip() {
    return values.acceptGzip;
  }

  OptionalInt retriesMax() {
    return values.retriesMax;
  }

  FetchListener listener() {
    return values.listener;
  }

  /// Whether anybody listens.
  boolean isHeard() {
    return values.listener != SILENT;
  }
}
