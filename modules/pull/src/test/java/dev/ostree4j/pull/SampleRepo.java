// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.CreateOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.traverse.Fsck;
import dev.ostree4j.traverse.FsckListener;
import dev.ostree4j.traverse.FsckOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A repository whose commits hold the directory `d` with the file `same`, which all of them
/// share, and files of their own at the root.
final class SampleRepo implements AutoCloseable {
  static final int REGULAR = 0100644;

  /// Metadata objects of the first commit: itself, two dirtrees, one dirmeta.
  static final int FIRST_METADATA = 4;

  /// Metadata objects of each later one: the dirmeta and the directory `d` are there already.
  static final int NEXT_METADATA = 2;

  private static final String SAME = "the same in all";
  private static final DirMeta META = new DirMeta(0, 0, 040755, Xattrs.EMPTY);
  private static final TransactionOptions HASTY =
      TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF);

  private final Path path;
  private final Repo repo;

  SampleRepo(Path path, RepoMode mode) throws IOException {
    this.path = path;
    this.repo = Repo.create(path, mode);
  }

  /// With refs that belong to a collection.
  SampleRepo(Path path, RepoMode mode, CollectionId collection) throws IOException {
    this.path = path;
    this.repo =
        Repo.create(
            Kernel.system(), path, mode, CreateOptions.defaults().withCollection(collection));
  }

  Repo repo() {
    return repo;
  }

  /// Commits one file, bound to nothing, with the last commit of the branch as the parent.
  Checksum commit(String branch, String text) throws IOException {
    return commit(branch, text, 1, REGULAR, VariantDict.empty());
  }

  /// Commits this many files.
  Checksum commit(String branch, String text, int files) throws IOException {
    return commit(branch, text, files, REGULAR, VariantDict.empty());
  }

  /// Commits one file with this mode.
  Checksum commitMode(String branch, int mode) throws IOException {
    return commit(branch, "special", 1, mode, VariantDict.empty());
  }

  /// Commits one file of this size, which does not compress.
  Checksum commitLarge(String branch, int sizeBytes) throws IOException {
    var text = new StringBuilder(sizeBytes);
    var random = new Random(1);
    while (text.length() < sizeBytes) {
      text.append((char) (' ' + random.nextInt(95)));
    }
    return commit(branch, text.toString());
  }

  /// Commits one file; the commit says which ref it is for.
  Checksum commitBound(String branch, String bound) throws IOException {
    VariantDict metadata = VariantDict.empty();
    metadata.put("ostree.ref-binding", Variant.strings(List.of(bound)));
    return commit(branch, "bound", 1, REGULAR, metadata);
  }

  /// Commits one file; the commit says that it is for this branch of this repository's collection.
  Checksum commitShared(String branch, String text) throws IOException {
    VariantDict metadata = VariantDict.empty();
    metadata.put("ostree.ref-binding", Variant.strings(List.of(branch)));
    String collection = repo.collectionId().orElseThrow().text();
    metadata.put("ostree.collection-binding", Variant.string(collection));
    return commit(branch, text, 1, REGULAR, metadata);
  }

  /// Attaches a signature to a commit, beside those that are there.
  void sign(Checksum commit, Signer signer) throws IOException {
    byte[] bytes = repo.objects().readMetadata(new ObjectName(commit, ObjectType.COMMIT));
    SignedMetadata before =
        repo.objects()
            .detachedMetadata(commit)
            .map(SignedMetadata::of)
            .orElseGet(SignedMetadata::empty);
    attach(commit, before.with(signer, bytes).toDict());
  }

  /// Says this about a commit.
  void attach(Checksum commit, VariantDict dictionary) throws IOException {
    try (Transaction transaction = repo.begin(HASTY)) {
      transaction.writeDetachedMetadata(commit, Optional.of(dictionary));
      transaction.publish();
    }
  }

  private Checksum commit(String branch, String text, int files, int mode, VariantDict metadata)
      throws IOException {
    Optional<Checksum> parent = repo.refs().find(RefSpec.parse(branch));
    try (Transaction transaction = repo.begin(HASTY)) {
      Commit commit =
          Commit.of(tree(transaction, text, files, mode), META.checksum(), 1_700_000_000L)
              .withSubject(text)
              .withMetadata(metadata.toVariant());
      Checksum written =
          transaction.writeCommit(parent.isPresent() ? commit.withParent(parent.get()) : commit);
      transaction.setRef(RefSpec.parse(branch), Optional.of(written));
      transaction.publish();
      return written;
    }
  }

  private static Checksum tree(Transaction transaction, String text, int files, int mode)
      throws IOException {
    Checksum meta = transaction.writeMetadata(ObjectType.DIRMETA, META.bytes());
    Checksum same = file(transaction, SAME, REGULAR);
    DirTree inner = DirTree.of(List.of(new DirTree.FileEntry("same", same)), List.of());
    Checksum below = transaction.writeMetadata(ObjectType.DIRTREE, inner.bytes());
    var own = new ArrayList<DirTree.FileEntry>();
    for (int i = 0; i < files; i++) {
      own.add(new DirTree.FileEntry("own" + i, file(transaction, text + i, mode)));
    }
    DirTree outer = DirTree.of(own, List.of(new DirTree.DirectoryEntry("d", below, meta)));
    return transaction.writeMetadata(ObjectType.DIRTREE, outer.bytes());
  }

  private static Checksum file(Transaction transaction, String text, int mode) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FileHeader header = FileHeader.regular(0, 0, mode, Xattrs.EMPTY);
    return transaction.writeContent(header, bytes.length, new ByteArrayInputStream(bytes));
  }

  /// The first file that is this commit's own.
  ObjectName ownFile(Checksum commit) throws IOException {
    DirTree root = repo.objects().readDirTree(repo.objects().readCommit(commit).rootTree());
    return new ObjectName(root.findFile("own0").orElseThrow().checksum(), ObjectType.FILE);
  }

  /// The directory `d`, the same in all commits.
  ObjectName innerTree(Checksum commit) throws IOException {
    DirTree root = repo.objects().readDirTree(repo.objects().readCommit(commit).rootTree());
    return new ObjectName(root.findDirectory("d").orElseThrow().tree(), ObjectType.DIRTREE);
  }

  /// Where an object lies on disk.
  Path file(ObjectName name) {
    return path.resolve("objects").resolve(name.loosePath(repo.mode() == RepoMode.ARCHIVE));
  }

  boolean has(Checksum commit) throws IOException {
    return repo.objects().has(new ObjectName(commit, ObjectType.COMMIT));
  }

  Optional<Checksum> ref(String ref) throws IOException {
    return repo.refs().find(RefSpec.parse(ref));
  }

  boolean isClean() throws IOException {
    return new Fsck(repo, FsckOptions.defaults(), FsckListener.SILENT).run().isClean();
  }

  /// How many objects there are.
  int count() throws IOException {
    return names().size();
  }

  List<ObjectName> commits() throws IOException {
    return names().stream().filter(name -> name.type() == ObjectType.COMMIT).toList();
  }

  private List<ObjectName> names() throws IOException {
    var names = new ArrayList<ObjectName>();
    repo.objects().forEach(names::add);
    return names;
  }

  @Override
  public void close() throws IOException {
    repo.close();
  }
}
