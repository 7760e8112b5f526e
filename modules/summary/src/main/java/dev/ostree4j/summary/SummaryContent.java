// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaStore;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefName;
import dev.ostree4j.repo.RefListing;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the summary of a repository says of it.
final class SummaryContent {
  private final Repo repo;

  /// Many refs may point to one commit, which need not be read for each.
  private final Map<Checksum, SummaryRef> known = new HashMap<>();

  SummaryContent(Repo repo) {
    this.repo = repo;
  }

  /// The whole summary, with this metadata added to what the repository tells.
  Variant read(VariantDict metadata) throws IOException {
    var others = new TreeMap<CollectionId, SortedMap<RefName, SummaryRef>>();
    for (var entry : repo.refs().listCollectionRefs(RefListing.defaults()).entrySet()) {
      others
          .computeIfAbsent(entry.getKey().collection(), id -> new TreeMap<>())
          .put(entry.getKey().ref(), about(entry.getValue()));
    }
    Optional<CollectionId> own = repo.collectionId();
    SortedMap<RefName, SummaryRef> refs;
    if (own.isPresent()) {
      SortedMap<RefName, SummaryRef> listed = others.remove(own.get());
      refs = listed == null ? new TreeMap<>() : listed;
    } else {
      refs = localRefs();
    }
    return Variant.tuple(
        RefTableWriter.write(refs), HashOrder.sorted(metadata(metadata, own, others)));
  }

  private SortedMap<RefName, SummaryRef> localRefs() throws IOException {
    RefListing local = RefListing.defaults().withRemotes(RefListing.Show.EXCLUDED);
    var refs = new TreeMap<RefName, SummaryRef>();
    for (var ref : repo.refs().list("", local).entrySet()) {
      refs.put(new RefName(ref.getKey()), about(ref.getValue()));
    }
    return refs;
  }

  private SummaryRef about(Checksum checksum) throws IOException {
    SummaryRef read = known.get(checksum);
    if (read == null) {
      read = read(checksum);
      known.put(checksum, read);
    }
    return read;
  }

  private SummaryRef read(Checksum checksum) throws IOException {
    byte[] bytes = repo.objects().readMetadata(new ObjectName(checksum, ObjectType.COMMIT));
    Commit commit = Commit.parse(bytes);
    var metadata = VariantDict.empty();
    commit.version().ifPresent(version -> metadata.put(SummaryRef.VERSION, version));
    metadata.put(SummaryRef.TIMESTAMP, BigEndian.of(commit.timestampSeconds()));
    return new SummaryRef(checksum, bytes.length, metadata.toVariant());
  }

  /// In the order in which the reference program puts the keys, since that decides about their
  /// order in the end.
  private VariantDict metadata(
      VariantDict metadata,
      Optional<CollectionId> own,
      SortedMap<CollectionId, SortedMap<RefName, SummaryRef>> others)
      throws IOException {
    if (!repo.config().noDeltasInSummary()) {
      VariantDict deltas = VariantDict.empty();
      new DeltaStore(repo)
          .listing()
          .superblocks()
          .forEach((name, sum) -> deltas.put(name.toString(), Variant.bytes(sum.bytes())));
      if (!deltas.isEmpty()) {
        metadata.put(SummaryKeys.STATIC_DELTAS, HashOrder.sorted(deltas));
      }
    }
    metadata.put(SummaryKeys.LAST_MODIFIED, BigEndian.of(repo.clock().instant().getEpochSecond()));
    metadata.put(SummaryKeys.MODE, repo.mode().configText());
    metadata.put(SummaryKeys.TOMBSTONE_COMMITS, Variant.bool(repo.config().tombstoneCommits()));
    metadata.put(SummaryKeys.INDEXED_DELTAS, Variant.bool(true));
    own.ifPresent(id -> metadata.put(SummaryKeys.COLLECTION_ID, id.text()));
    if (!others.isEmpty()) {
      metadata.put(SummaryKeys.COLLECTION_MAP, map(others));
    }
    return metadata;
  }

  private static Variant map(SortedMap<CollectionId, SortedMap<RefName, SummaryRef>> others) {
    List<Variant> entries = new ArrayList<>();
    others.forEach(
        (id, refs) ->
            entries.add(Variant.dictEntry(Variant.string(id.text()), RefTableWriter.write(refs))));
    return Variant.array(Summary.COLLECTION_MAP.element(), entries);
  }
}
