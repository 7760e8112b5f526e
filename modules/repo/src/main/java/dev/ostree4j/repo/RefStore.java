// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/// The refs of a repository.
public final class RefStore {
  RefStore(Repo repo) {}

  /// Where a ref of this repository points.
  public Optional<Checksum> find(RefSpec ref) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Where a ref of a collection points.
  public Optional<Checksum> find(CollectionRef ref) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The commit that a revision names.
  public Checksum resolve(String revision) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The commit that a revision names, if it names one.
  public Optional<Checksum> findRevision(String revision) throws IOException {
    throw new AssertionError("not yet");
  }

  /// As {@link #findRevision}, without looking at remotes for a name without remote.
  public Optional<Checksum> findLocalRevision(String revision) throws IOException {
    throw new AssertionError("not yet");
  }

  /// All refs and where they point.
  public SortedMap<String, Checksum> list() throws IOException {
    throw new AssertionError("not yet");
  }

  /// The refs of this name or below it; the empty prefix means all.
  public SortedMap<String, Checksum> list(String prefix, RefListing listing) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The names of refs, without reading where they point.
  public SortedSet<String> names(String prefix, RefListing listing) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The aliases and which refs they stand for.
  public SortedMap<String, String> aliases(String prefix, RefListing listing) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The refs of all collections.
  public SortedMap<CollectionRef, Checksum> listCollectionRefs(RefListing listing)
      throws IOException {
    throw new AssertionError("not yet");
  }

  /// The refs of one collection.
  public SortedMap<CollectionRef, Checksum> listCollectionRefs(
      CollectionId collection, RefListing listing) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Lets a ref point somewhere, or removes it.
  public void set(RefSpec ref, Optional<Checksum> commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Lets a ref of a collection point somewhere, or removes it.
  public void setCollectionRef(CollectionRef ref, Optional<Checksum> commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Lets a ref stand for another one.
  public void setAlias(RefName alias, RefName target) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Changes many refs; what a transaction does at its end.
  void update(
      Map<RefSpec, Optional<Checksum>> refs, Map<CollectionRef, Optional<Checksum>> collectionRefs)
      throws IOException {
    throw new AssertionError("not yet");
  }
}
