// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.RefListing;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks at the repositories on mounted media; stands for `OstreeRepoFinderMount`.
///
/// What is on a medium is believed as far as it is signed by the keys of a remote that is
/// configured for the collection, which is verified when it is pulled.
///
/// @since 0.1
public final class MountFinder implements RemoteFinder {
  private static final RefListing NOT_OF_REMOTES =
      RefListing.defaults().withRemotes(RefListing.Show.EXCLUDED);

  private final Volumes volumes;

  /// @param volumes the media
  public MountFinder(Volumes volumes) {
    this.volumes = volumes;
  }

  @Override
  public List<FoundRemote> find(Repo repo, Set<CollectionRef> refs, DiscoveryListener listener)
      throws IOException {
    var groups = Keyrings.byRemote(repo, refs);
    var found = new ArrayList<FoundRemote>();
    for (Path medium : volumes.mounted()) {
      try {
        for (Path path : MediumRepos.list(medium)) {
          look(repo, path, groups, found, listener);
        }
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        listener.passedOver(medium.toString(), e);
      }
    }
    return found;
  }

  private static void look(
      Repo repo,
      Path path,
      Map<RemoteName, Set<CollectionRef>> groups,
      List<FoundRemote> found,
      DiscoveryListener listener)
      throws IOException {
    try (Repo there = Repo.open(repo.kernel(), path)) {
      if (there.isSame(repo)) {
        return;
      }
      OptionalLong seconds = summarySeconds(there);
      for (var group : groups.entrySet()) {
        SortedMap<CollectionRef, FoundRef> refs = refs(there, group.getValue());
        if (!refs.isEmpty()) {
          FoundRemote one = FoundRemote.of(FinderKind.MOUNT, url(path), group.getKey(), refs);
          found.add(seconds.isPresent() ? one.withSummarySeconds(seconds.getAsLong()) : one);
        }
      }
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      listener.passedOver(path.toString(), e);
    }
  }

  private static String url(Path path) {
    String text = path.toUri().toString();
    // An address with an empty authority, and without the slash of a directory.
    String full = text.startsWith("file:///") ? text : "file://" + text.substring("file:".length());
    return full.endsWith("/") ? full.substring(0, full.length() - 1) : full;
  }

  /// Only for the order of results, so one that cannot be read does not matter.
  private static OptionalLong summarySeconds(Repo there) throws IOException {
    Optional<byte[]> bytes = there.files().find("summary", Summary.MAX_SIZE_BYTES);
    if (bytes.isEmpty()) {
      return OptionalLong.empty();
    }
    return Summary.parse(bytes.get()).lastModifiedSeconds();
  }

  private static SortedMap<CollectionRef, FoundRef> refs(Repo there, Set<CollectionRef> wanted)
      throws IOException {
    Map<CollectionId, SortedMap<CollectionRef, Checksum>> listed = new HashMap<>();
    SortedMap<CollectionRef, FoundRef> refs = new TreeMap<>();
    for (CollectionRef ref : wanted) {
      CollectionId id = ref.collection();
      if (!listed.containsKey(id)) {
        listed.put(id, there.refs().listCollectionRefs(id, NOT_OF_REMOTES));
      }
      Checksum commit = listed.get(id).get(ref);
      if (commit != null) {
        refs.put(ref, new FoundRef(commit, there.objects().readCommit(commit).timestampSeconds()));
      }
    }
    return refs;
  }
}
