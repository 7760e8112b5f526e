// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.syscall.DirectoryEntry;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Refs by the collection they belong to.
final class CollectionRefs {
  private final Repo repo;
  private final RefReader reader;
  private final RefWalker walker;

  CollectionRefs(Repo repo, RefReader reader, RefWalker walker) {
    this.repo = repo;
    this.reader = reader;
    this.walker = walker;
  }

  Optional<Checksum> find(CollectionRef ref) throws IOException {
    Optional<Checksum> own = reader.find(RefPaths.directory(repo, ref), ref.ref().text());
    if (own.isPresent()) {
      return own;
    }
    for (String remote : repo.remotes().withCollection(ref.collection())) {
      Optional<Checksum> found = reader.find(RefPaths.REMOTES + "/" + remote, ref.ref().text());
      if (found.isPresent()) {
        return found;
      }
    }
    return repo.parent().isPresent() ? repo.parent().get().refs().find(ref) : Optional.empty();
  }

  SortedMap<CollectionRef, Checksum> list(Optional<CollectionId> wanted, RefListing listing)
      throws IOException {
    SortedMap<CollectionRef, Checksum> refs = new TreeMap<>();
    Optional<CollectionId> own = repo.collectionId();
    if (own.isPresent()) {
      add(wanted, own.get(), RefPaths.HEADS, refs);
    }
    if (listing.showsMirrors()) {
      for (DirectoryEntry entry : walker.list(RefPaths.MIRRORS)) {
        Optional<CollectionId> id = CollectionId.find(entry.name());
        if (id.isPresent()) {
          add(wanted, id.get(), RefPaths.MIRRORS + "/" + entry.name(), refs);
        }
      }
    }
    if (listing.showsRemotes()) {
      addRemotes(wanted, refs);
    }
    return refs;
  }

  private void addRemotes(Optional<CollectionId> wanted, SortedMap<CollectionRef, Checksum> refs)
      throws IOException {
    for (DirectoryEntry entry : walker.list(RefPaths.REMOTES)) {
      if (RemoteName.find(entry.name()).isEmpty()) {
        continue;
      }
      Optional<CollectionId> id = repo.remotes().collectionOf(entry.name());
      if (id.isPresent()) {
        add(wanted, id.get(), RefPaths.REMOTES + "/" + entry.name(), refs);
      }
    }
  }

  /// What was found first stays.
  private void add(
      Optional<CollectionId> wanted,
      CollectionId collection,
      String directory,
      SortedMap<CollectionRef, Checksum> refs)
      throws IOException {
    if (wanted.isPresent() && !wanted.get().equals(collection)) {
      return;
    }
    walker.walk(
        directory,
        "",
        (ref, isAlias) -> {
          Optional<Checksum> commit = reader.find(directory, ref);
          if (commit.isPresent()) {
            refs.putIfAbsent(new CollectionRef(collection, new RefName(ref)), commit.get());
          }
        });
  }
}
