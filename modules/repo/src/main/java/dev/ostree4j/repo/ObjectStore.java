// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The objects of a repository, read by name: the repository's own first, then its parents'.
///
/// What a running [Transaction] has staged is seen through [Transaction#objects()] alone. Safe for
/// many threads.
///
/// @since 0.1
public final class ObjectStore {
  private final Repo repo;
  private final Spares<Inflater> inflaters;

  /// Where to look, in this order, before the parents are asked; null until it is needed.
  private volatile @Nullable List<LooseObjects> found;

  ObjectStore(Repo repo) {
    this.repo = repo;
    this.inflaters = new Spares<>(() -> new Inflater(true), Inflater::end);
  }

  private ObjectStore(Repo repo, Spares<Inflater> inflaters, List<LooseObjects> layers) {
    this.repo = repo;
    this.inflaters = inflaters;
    this.found = List.copyOf(layers);
  }

  /// The same objects, looked for in another directory first.
  ///
  /// @param own the repository's own objects, whose directories stay open
  ObjectStore behind(LooseObjects first, LooseObjects own) {
    return new ObjectStore(repo, inflaters, List.of(first, own));
  }

  /// The objects in a directory that is laid out like that of this repository.
  LooseObjects layer(Descriptor directory) {
    return new LooseObjects(repo.kernel(), directory, repo.mode(), reader());
  }

  /// The same, with directories that stay open.
  LooseObjects layer(PrefixDirectories directories) {
    return new LooseObjects(repo.kernel(), directories, repo.mode(), reader());
  }

  private ContentReader reader() {
    return new ContentReader(repo.kernel(), repo.mode(), !repo.config().disableXattrs(), inflaters);
  }

  private List<LooseObjects> layers() {
    List<LooseObjects> known = found;
    if (known == null) {
      known = List.of(layer(repo.objectsDirectory()));
      found = known;
    }
    return known;
  }

  /// What inflates the files of archives, for whoever reads some that are not stored yet.
  Spares<Inflater> inflaters() {
    return inflaters;
  }

  /// The repository whose objects these are.
  public Repo repo() {
    return repo;
  }

  /// Whether this object is stored here or in a parent.
  public boolean has(ObjectName name) throws IOException {
    return hasOwn(name) || (repo.parent().isPresent() && repo.parent().get().objects().has(name));
  }

  /// Whether this object is stored here; parents are not asked.
  public boolean hasOwn(ObjectName name) throws IOException {
    for (LooseObjects layer : layers()) {
      if (layer.has(name)) {
        return true;
      }
    }
    return false;
  }

  /// The bytes of a metadata object, as they are stored.
  ///
  /// @throws RepoException.ObjectMissing when it is not stored
  public byte[] readMetadata(ObjectName name) throws IOException {
    return findMetadata(name).orElseThrow(() -> new RepoException.ObjectMissing(name));
  }

  /// The bytes of a metadata object, as they are stored, when it is stored.
  public Optional<byte[]> findMetadata(ObjectName name) throws IOException {
    if (name.type() == ObjectType.FILE || name.type() == ObjectType.PAYLOAD_LINK) {
      throw new IllegalArgumentException(name + " is not metadata");
    }
    for (LooseObjects layer : layers()) {
      Optional<byte[]> found = layer.findBytes(name);
      if (found.isPresent()) {
        return found;
      }
    }
    Optional<Repo> parent = repo.parent();
    return parent.isPresent() ? parent.get().objects().findMetadata(name) : Optional.empty();
  }

  /// Reads a commit.
  public Commit readCommit(Checksum commit) throws IOException {
    return readMetadata(new ObjectName(commit, ObjectType.COMMIT), Commit::parse);
  }

  /// Reads a directory.
  public DirTree readDirTree(Checksum tree) throws IOException {
    return readMetadata(new ObjectName(tree, ObjectType.DIRTREE), DirTree::parse);
  }

  /// Reads the metadata of a directory.
  public DirMeta readDirMeta(Checksum meta) throws IOException {
    return readMetadata(new ObjectName(meta, ObjectType.DIRMETA), DirMeta::parse);
  }

  private <T> T readMetadata(ObjectName name, Parser<T> parser) throws IOException {
    byte[] bytes = readMetadata(name);
    try {
      return parser.parse(bytes);
    } catch (ObjectFormatException e) {
      throw new RepoException.ObjectDamaged(name, name + ": " + e.getMessage());
    }
  }

  /// How much of a commit is stored; [CommitState#NORMAL] also when it is not stored at all.
  public CommitState commitState(Checksum commit) throws IOException {
    String mark = "state/" + commit.hex() + ".commitpartial";
    try (Descriptor file = repo.kernel().openRead(repo.directory(), mark)) {
      byte[] reason = new byte[1];
      int n = repo.kernel().read(file, reason, 0, 1);
      return n == 1 && reason[0] == 'f' ? CommitState.FSCK_PARTIAL : CommitState.PARTIAL;
    } catch (NoSuchFileException e) {
      return CommitState.NORMAL;
    }
  }

  /// What was attached to a commit after it was made, such as signatures.
  public Optional<VariantDict> detachedMetadata(Checksum commit) throws IOException {
    var name = new ObjectName(commit, ObjectType.COMMIT_METADATA);
    Optional<byte[]> bytes = findMetadata(name);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Variant dictionary = Variant.of(VariantType.DICT, bytes.get());
    if (!dictionary.isNormal()) {
      throw new RepoException.ObjectDamaged(name, "Detached metadata is not in normal form");
    }
    return Optional.of(VariantDict.of(dictionary));
  }

  /// Opens a file or symbolic link.
  ///
  /// @throws RepoException.ObjectMissing when it is not stored
  public ContentObject openContent(Checksum content) throws IOException {
    return findContent(content)
        .orElseThrow(
            () -> new RepoException.ObjectMissing(new ObjectName(content, ObjectType.FILE)));
  }

  private Optional<ContentObject> findContent(Checksum content) throws IOException {
    for (LooseObjects layer : layers()) {
      Optional<ContentObject> found = layer.openContent(content);
      if (found.isPresent()) {
        return found;
      }
    }
    Optional<Repo> parent = repo.parent();
    return parent.isPresent() ? parent.get().objects().findContent(content) : Optional.empty();
  }

  /// The header of a file or symbolic link.
  public FileHeader readHeader(Checksum content) throws IOException {
    try (ContentObject opened = openContent(content)) {
      return opened.header();
    }
  }

  /// How many bytes the file of an object has.
  public long storedSizeBytes(ObjectName name) throws IOException {
    return findStatus(name).orElseThrow(() -> new RepoException.ObjectMissing(name)).sizeBytes();
  }

  private Optional<FileStatus> findStatus(ObjectName name) throws IOException {
    for (LooseObjects layer : layers()) {
      Optional<FileStatus> status = layer.status(name);
      if (status.isPresent()) {
        return status;
      }
    }
    Optional<Repo> parent = repo.parent();
    return parent.isPresent() ? parent.get().objects().findStatus(name) : Optional.empty();
  }

  /// Shows every object stored here, parents not included, to the visitor, in no order.
  public void forEach(ObjectVisitor visitor) throws IOException {
    for (LooseObjects layer : layers()) {
      layer.forEach((name, entry) -> visitor.visit(name));
    }
  }

  /// The commits whose hexadecimal names start with these digits, parents not included.
  public List<Checksum> commitsStartingWith(String hexPrefix) throws IOException {
    List<Checksum> found = new ArrayList<>();
    for (LooseObjects layer : layers()) {
      layer.forEachStartingWith(
          hexPrefix,
          (name, entry) -> {
            if (name.type() == ObjectType.COMMIT) {
              found.add(name.checksum());
            }
          });
    }
    return found;
  }

  /// Removes an object; parents keep theirs.
  ///
  /// With a commit goes what only makes sense beside it: its detached metadata, its mark as
  /// partial. A tombstone takes its place where `core.tombstone-commits` says so.
  ///
  /// @throws RepoException.ObjectMissing when it is not stored here
  public void delete(ObjectName name) throws IOException {
    new ObjectRemoval(repo, layers()).delete(name);
  }

  /// Checks that an object is what its name says, by its bytes alone.
  ///
  /// @throws RepoException.ObjectDamaged when it is not
  /// @throws RepoException.ObjectMissing when it is not stored
  public void verify(ObjectName name) throws IOException {
    new ObjectVerifier(this).verify(name);
  }

  /// Where the bytes of a content object lie, here or in a parent.
  public Optional<StoredFile> findLoose(Checksum content) throws IOException {
    return findLoose(new ObjectName(content, ObjectType.FILE));
  }

  /// Where the bytes of an object lie, here or in a parent.
  public Optional<StoredFile> findLoose(ObjectName name) throws IOException {
    for (LooseObjects layer : layers()) {
      if (layer.has(name)) {
        return Optional.of(new StoredFile(repo, layer.root(), layer.path(name)));
      }
    }
    Optional<Repo> parent = repo.parent();
    return parent.isPresent() ? parent.get().objects().findLoose(name) : Optional.empty();
  }

  /// The content object that holds this payload under whatever header, when a payload link
  /// names one. The link may dangle.
  public Optional<Checksum> payloadTarget(Checksum payload) throws IOException {
    return PayloadLinks.target(repo.kernel(), layers(), payload);
  }

  /// The set of extended attributes that belongs to a file of a bare-split-xattrs repository;
  /// nothing in other modes.
  public Optional<Checksum> findSplitXattrs(Checksum content) throws IOException {
    if (repo.mode() != RepoMode.BARE_SPLIT_XATTRS) {
      return Optional.empty();
    }
    var link = new ObjectName(content, ObjectType.FILE_XATTRS_LINK);
    return findMetadata(link).map(Checksum::ofContent);
  }

  /// Leaves the trace of a commit which is not here any more, or never was.
  public void writeTombstone(Checksum commit) throws IOException {
    new ObjectRemoval(repo, layers()).writeTombstone(commit);
  }

  /// Finds payload links whose object is gone, or is smaller than links are made for; their number.
  ///
  /// @param delete whether they are removed as well
  public int pruneStalePayloadLinks(boolean delete) throws IOException {
    List<ObjectName> stale = PayloadLinks.stale(repo, layers());
    for (ObjectName link : delete ? stale : List.<ObjectName>of()) {
      delete(link);
    }
    return stale.size();
  }

  /// Gives back what reading needed; called when the repository is closed.
  void close() {
    inflaters.close();
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse(byte[] bytes) throws ObjectFormatException;
  }
}
