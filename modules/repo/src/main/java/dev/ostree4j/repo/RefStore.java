// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.TransactionOptions.Followers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The refs of a repository: names that point at commits and can be pointed elsewhere.
///
/// A ref is a small file that is replaced in one step, so a reader sees the old or the new commit.
/// After a change the time of the repository's directory is set, by which others notice it. No lock
/// is taken: a transaction takes it, and a single ref needs none.
///
/// @since 0.1
public final class RefStore {
  private final Repo repo;
  private final RefReader reader;
  private final RefLister lister;
  private final RefWriter writer;
  private final RevisionResolver resolver;
  private final CollectionRefs collections;

  RefStore(Repo repo) {
    this.repo = repo;
    RefWalker walker = new RefWalker(repo);
    this.reader = new RefReader(repo);
    this.lister = new RefLister(walker);
    this.writer = new RefWriter(repo, walker);
    this.resolver = new RevisionResolver(repo, reader, walker);
    this.collections = new CollectionRefs(repo, reader, walker);
  }

  // Finding.

  /// Where a ref points, in this repository alone.
  ///
  /// @throws RepoException.InvalidRef when its file holds no checksum
  public Optional<Checksum> find(RefSpec ref) throws IOException {
    return reader.find(RefPaths.directory(ref), ref.ref().text());
  }

  /// Where a ref of a collection points, here or in a parent: one of ours when the collection is
  /// ours, else a mirrored one, else that of a remote which has this collection.
  public Optional<Checksum> find(CollectionRef ref) throws IOException {
    return collections.find(ref);
  }

  /// The commit that a revision names: `HEX`, the first digits of one, `REF`, `REMOTE:REF`, or one
  /// of these followed by any number of `^`, each of which stands for "the parent of".
  ///
  /// @throws RepoException.RefNotFound when it names none
  /// @throws RepoException.RefNotUnique when several commits start with these digits
  /// @throws dev.ostree4j.object.InvalidNameException when it is not a revision at all
  public Checksum resolve(String revision) throws IOException {
    Optional<Checksum> found = findRevision(revision);
    if (found.isEmpty()) {
      String name = withoutCarets(revision);
      if (resolver.isDirectory(name)) {
        throw new RepoException.InvalidRef("Couldn't open ref '" + name + "': Is a directory");
      }
      throw new RepoException.RefNotFound(name);
    }
    return found.get();
  }

  private static String withoutCarets(String revision) {
    int end = revision.length();
    while (end > 0 && revision.charAt(end - 1) == '^') {
      end--;
    }
    return revision.substring(0, end);
  }

  /// The commit that a revision names, as {@link #resolve} says, if it names one.
  public Optional<Checksum> findRevision(String revision) throws IOException {
    return resolver.find(revision, true);
  }

  /// As {@link #findRevision}, without looking into remotes for a name that is not ours.
  public Optional<Checksum> findLocalRevision(String revision) throws IOException {
    return resolver.find(revision, false);
  }

  // Listing.

  /// All refs and where they point; those of remotes are named `REMOTE:REF`.
  public SortedMap<String, Checksum> list() throws IOException {
    return list("", RefListing.defaults());
  }

  /// The ref of this name, or all refs below it when it is a directory of refs; `REMOTE:` means all
  /// of a remote, the empty text all there are. A dangling alias is left out.
  ///
  /// @throws RepoException.InvalidRef when the file of one of them holds no checksum
  public SortedMap<String, Checksum> list(String prefix, RefListing listing) throws IOException {
    var targets = new RefTargets(reader);
    lister.list(prefix, listing, targets);
    return targets.read();
  }

  /// The names that {@link #list(String, RefListing)} would give, and those of broken refs: where
  /// they point is not read. In the order of their text, each once.
  public List<String> names(String prefix, RefListing listing) throws IOException {
    List<String> names = new ArrayList<>();
    lister.list(prefix, listing, (shown, directory, ref, isAlias) -> names.add(shown));
    names.sort(null);
    return names;
  }

  /// The aliases among the refs that match, and the names of the refs they stand for.
  public SortedMap<String, String> aliases(String prefix, RefListing listing) throws IOException {
    SortedMap<String, String> aliases = new TreeMap<>();
    lister.list(
        prefix,
        listing.onlyAliases(),
        (shown, directory, ref, isAlias) -> {
          Optional<String> target = writer.aliasTarget(directory, ref);
          if (target.isPresent()) {
            aliases.put(shown, target.get());
          }
        });
    return aliases;
  }

  /// The refs of all collections: ours, mirrored ones, and those of remotes that have a collection.
  public SortedMap<CollectionRef, Checksum> listCollectionRefs(RefListing listing)
      throws IOException {
    return collections.list(Optional.empty(), listing);
  }

  /// The refs of one collection.
  public SortedMap<CollectionRef, Checksum> listCollectionRefs(
      CollectionId collection, RefListing listing) throws IOException {
    return collections.list(Optional.of(collection), listing);
  }

  // Changing.

  /// Lets a ref point somewhere, or removes it.
  ///
  /// @throws RepoException.InvalidRef when another ref is in the way, or the name looks like a
  ///     checksum
  public void set(RefSpec ref, Optional<Checksum> commit) throws IOException {
    update(Map.of(ref, commit), Map.of(), Followers.TOLD, repo.config().fsync());
  }

  /// Lets a ref of a collection point somewhere, or removes it.
  public void setCollectionRef(CollectionRef ref, Optional<Checksum> commit) throws IOException {
    update(Map.of(), Map.of(ref, commit), Followers.TOLD, repo.config().fsync());
  }

  /// Lets a ref of ours stand for another one of ours, whether that is there or not.
  public void setAlias(RefName alias, RefName target) throws IOException {
    repo.requireWritable();
    writer.writeAlias(RefPaths.HEADS, alias.text(), target.text());
    repo.touch();
    RefsFollowers.tell(repo);
  }

  /// Changes many refs; what a transaction does at its end.
  ///
  /// @param sync whether each is forced to disk before it takes effect
  void update(
      Map<RefSpec, Optional<Checksum>> refs,
      Map<CollectionRef, Optional<Checksum>> collectionRefs,
      Followers followers,
      boolean sync)
      throws IOException {
    repo.requireWritable();
    if (refs.isEmpty() && collectionRefs.isEmpty()) {
      return;
    }
    for (var change : refs.entrySet()) {
      RefSpec ref = change.getKey();
      write(RefPaths.directory(ref), ref.ref(), change.getValue(), sync);
    }
    for (var change : collectionRefs.entrySet()) {
      CollectionRef ref = change.getKey();
      write(RefPaths.directory(repo, ref), ref.ref(), change.getValue(), sync);
    }
    repo.touch();
    if (followers == Followers.TOLD) {
      RefsFollowers.tell(repo);
    }
  }

  private void write(String directory, RefName ref, Optional<Checksum> commit, boolean sync)
      throws IOException {
    if (commit.isPresent()) {
      writer.write(directory, ref.text(), commit.get(), sync);
    } else {
      writer.remove(directory, ref.text());
    }
  }
}
