// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RemoteName;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A place that has some of the refs that were looked for. Immutable; ordered by preference.
///
/// Stands for `OstreeRepoFinderResult`.
///
/// @since 0.1
public final class FoundRemote implements Comparable<FoundRemote> {
  private final FinderKind finder;
  private final String url;
  private final RemoteName keyring;
  private final SortedMap<CollectionRef, FoundRef> refs;
  private final @Nullable Long summarySeconds;

  private FoundRemote(
      FinderKind finder,
      String url,
      RemoteName keyring,
      SortedMap<CollectionRef, FoundRef> refs,
      @Nullable Long summarySeconds) {
    this.finder = finder;
    this.url = url;
    this.keyring = keyring;
    this.refs = refs;
    this.summarySeconds = summarySeconds;
  }

  /// A place with these refs, which are copied.
  ///
  /// @param url where it is
  /// @param keyring the remote in the configuration whose keys must have signed what comes from
  ///     there, and under whose name refs are kept
  public static FoundRemote of(
      FinderKind finder, String url, RemoteName keyring, SortedMap<CollectionRef, FoundRef> refs) {
    var copy = Collections.unmodifiableSortedMap(new TreeMap<>(refs));
    return new FoundRemote(
        finder, Objects.requireNonNull(url), Objects.requireNonNull(keyring), copy, null);
  }

  /// The same, with when its summary says to be made, in seconds since 1970 without sign.
  public FoundRemote withSummarySeconds(long seconds) {
    return new FoundRemote(finder, url, keyring, refs, seconds);
  }

  /// The same with other refs.
  FoundRemote withRefs(SortedMap<CollectionRef, FoundRef> others) {
    var copy = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    return new FoundRemote(finder, url, keyring, copy, summarySeconds);
  }

  /// How it was found.
  public FinderKind finder() {
    return finder;
  }

  /// Where it is.
  public String url() {
    return url;
  }

  /// The remote in the configuration whose keys must have signed what comes from there.
  public RemoteName keyring() {
    return keyring;
  }

  /// The refs it has, and where they point there.
  public SortedMap<CollectionRef, FoundRef> refs() {
    return refs;
  }

  /// Where it says a ref points, if it has the ref.
  public Optional<FoundRef> find(CollectionRef ref) {
    return Optional.ofNullable(refs.get(ref));
  }

  /// When its summary says to be made, in seconds since 1970 without sign, if it says so.
  public OptionalLong summarySeconds() {
    return summarySeconds == null ? OptionalLong.empty() : OptionalLong.of(summarySeconds);
  }

  /// What is used first comes first: the lower priority, then the older summary if both have one,
  /// then more refs, then the name. Stands for `ostree_repo_finder_result_compare`, whose
  /// documentation says that the newer summary comes first; what it does is this. All results have
  /// the newest commits, so it only decides who is asked.
  @Override
  public int compareTo(FoundRemote other) {
    int order = Integer.compare(finder.priority(), other.finder.priority());
    if (order == 0 && summarySeconds != null && other.summarySeconds != null) {
      order = Long.compareUnsigned(summarySeconds, other.summarySeconds);
    }
    if (order == 0) {
      order = Integer.compare(other.refs.size(), refs.size());
    }
    if (order == 0) {
      order = keyring.text().compareTo(other.keyring.text());
    }
    return order == 0 ? url.compareTo(other.url) : order;
  }

  /// Whether all that is known of both is the same.
  @Override
  public boolean equals(Object other) {
    return other instanceof FoundRemote that
        && finder == that.finder
        && url.equals(that.url)
        && keyring.equals(that.keyring)
        && refs.equals(that.refs)
        && Objects.equals(summarySeconds, that.summarySeconds);
  }

  @Override
  public int hashCode() {
    return Objects.hash(finder, url, keyring, refs, summarySeconds);
  }

  @Override
  public String toString() {
    return "FoundRemote[" + url + ", " + keyring + ", " + refs + "]";
  }
}
