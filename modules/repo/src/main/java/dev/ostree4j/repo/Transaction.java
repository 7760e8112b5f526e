// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.syscall.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Writes objects and refs; nothing is visible before {@link #publish()}.
public final class Transaction implements AutoCloseable {
  private final Repo repo;

  private Transaction(Repo repo) {
    this.repo = repo;
  }

  static Transaction begin(Repo repo, TransactionOptions options) throws IOException {
    return new Transaction(repo);
  }

  /// The repository that is written to.
  public Repo repo() {
    return repo;
  }

  /// Writes a metadata object.
  public Checksum writeMetadata(ObjectType type, byte[] bytes) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Writes a metadata object whose name is known to be right.
  public void writeMetadataTrusted(ObjectName name, byte[] bytes) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Writes a commit.
  public Checksum writeCommit(Commit commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Attaches metadata to a commit, or removes what was attached.
  public void writeDetachedMetadata(Checksum commit, Optional<VariantDict> metadata)
      throws IOException {
    throw new AssertionError("not yet");
  }

  /// Writes a file or symbolic link.
  public Checksum writeContent(FileHeader header, long sizeBytes, InputStream content)
      throws IOException {
    throw new AssertionError("not yet");
  }

  /// Writes a file or symbolic link that must have this name.
  public Checksum writeContent(
      Checksum expected, FileHeader header, long sizeBytes, InputStream content)
      throws IOException {
    throw new AssertionError("not yet");
  }

  /// Writes an open file.
  @SuppressWarnings("exports")
  public Checksum writeContent(FileHeader header, Descriptor file, long sizeBytes)
      throws IOException {
    throw new AssertionError("not yet");
  }

  /// Copies or links an object of another repository.
  public void importFrom(Repo source, ObjectName name, Trust trust) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Lets a ref name this commit, or nothing, when this transaction is published.
  public void setRef(RefSpec ref, Optional<Checksum> commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Lets a ref of a collection name this commit, or nothing, when this transaction is published.
  public void setCollectionRef(CollectionRef ref, Optional<Checksum> commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Whether this object is stored or staged.
  public boolean has(ObjectName name) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Reads a directory, stored or staged.
  public DirTree readDirTree(Checksum tree) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Makes everything visible.
  public TransactionStats publish() throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void close() throws IOException {
    throw new AssertionError("not yet");
  }
}
