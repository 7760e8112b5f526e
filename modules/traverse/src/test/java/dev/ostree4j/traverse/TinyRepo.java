// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A repository with commits of a few files each.
///
/// Every commit has the directory `d` with the file `same`, which all commits share, and a file
/// `own` of its own.
final class TinyRepo implements AutoCloseable {
  private static final DirMeta META = new DirMeta(0, 0, 040755, Xattrs.EMPTY);

  private final Path path;
  private final Repo repo;

  TinyRepo(Path path, RepoMode mode) throws IOException {
    this.path = path;
    this.repo = Repo.create(path, mode);
  }

  Repo repo() {
    return repo;
  }

  /// Commits with the last commit of the branch as the parent.
  Checksum commit(String branch, String text, long timestampSeconds) throws IOException {
    Optional<Checksum> parent = repo.refs().find(RefSpec.parse(branch));
    try (Transaction transaction = repo.begin()) {
      Commit commit = Commit.of(tree(transaction, text), META.checksum(), timestampSeconds);
      commit = commit.withSubject(text);
      Checksum written =
          transaction.writeCommit(parent.isPresent() ? commit.withParent(parent.get()) : commit);
      transaction.setRef(RefSpec.parse(branch), Optional.of(written));
      transaction.publish();
      return written;
    }
  }

  private static Checksum tree(Transaction transaction, String text) throws IOException {
    Checksum meta = transaction.writeMetadata(ObjectType.DIRMETA, META.bytes());
    Checksum same = file(transaction, "the same in all");
    DirTree inner = DirTree.of(List.of(new DirTree.FileEntry("same", same)), List.of());
    Checksum below = transaction.writeMetadata(ObjectType.DIRTREE, inner.bytes());
    Checksum own = file(transaction, text);
    DirTree outer =
        DirTree.of(
            List.of(new DirTree.FileEntry("own", own)),
            List.of(new DirTree.DirectoryEntry("d", below, meta)));
    return transaction.writeMetadata(ObjectType.DIRTREE, outer.bytes());
  }

  private static Checksum file(Transaction transaction, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FileHeader header = FileHeader.regular(0, 0, 0100644, Xattrs.EMPTY);
    return transaction.writeContent(header, bytes.length, new ByteArrayInputStream(bytes));
  }

  /// The object of the file that only this commit has.
  ObjectName ownFile(Checksum commit) throws IOException {
    DirTree root = repo.objects().readDirTree(repo.objects().readCommit(commit).rootTree());
    return new ObjectName(root.findFile("own").orElseThrow().checksum(), ObjectType.FILE);
  }

  /// Where an object lies on disk.
  Path file(ObjectName name) {
    return path.resolve("objects").resolve(name.loosePath(repo.mode() == RepoMode.ARCHIVE));
  }

  /// Writes over an object.
  void damage(ObjectName name) throws IOException {
    Files.delete(file(name));
    Files.writeString(file(name), "damaged");
  }

  @Override
  public void close() throws IOException {
    repo.close();
  }
}
