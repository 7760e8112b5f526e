// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reads the objects of a repository and of its parents.
public final class ObjectStore {
  private final Repo repo;

  ObjectStore(Repo repo) {
    this.repo = repo;
  }

  /// The repository whose objects these are.
  public Repo repo() {
    return repo;
  }

  /// Whether this object is stored here or in a parent.
  public boolean has(ObjectName name) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The bytes of a metadata object.
  public byte[] readMetadata(ObjectName name) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The bytes of a metadata object, when it is stored.
  public Optional<byte[]> findMetadata(ObjectName name) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Reads a commit.
  public Commit readCommit(Checksum commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Reads a directory.
  public DirTree readDirTree(Checksum tree) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Reads the metadata of a directory.
  public DirMeta readDirMeta(Checksum meta) throws IOException {
    throw new AssertionError("not yet");
  }

  /// How much of a commit is stored.
  public CommitState commitState(Checksum commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// What was attached to a commit after it was made.
  public Optional<VariantDict> detachedMetadata(Checksum commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Opens a file or symbolic link.
  public ContentObject openContent(Checksum content) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The header of a file or symbolic link.
  public FileHeader readHeader(Checksum content) throws IOException {
    throw new AssertionError("not yet");
  }

  /// How many bytes an object takes on disk.
  public long storedSizeBytes(ObjectName name) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Shows every object stored here, parents not included, to the visitor.
  public void forEach(ObjectVisitor visitor) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The commits whose hexadecimal names start with these digits, parents not included.
  public List<Checksum> commitsStartingWith(String hexPrefix) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Removes an object.
  public void delete(ObjectName name) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Checks that an object is what its name says.
  public void verify(ObjectName name) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Where the bytes of a content object lie.
  public Optional<StoredFile> findLoose(Checksum content) throws IOException {
    throw new AssertionError("not yet");
  }
}
