// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// An open repository.
public final class Repo implements AutoCloseable {
  private Repo() {}

  /// Opens the repository in this directory.
  public static Repo open(Path directory) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Opens the repository in this directory through this kernel.
  @SuppressWarnings("exports")
  public static Repo open(Kernel kernel, Path directory) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Opens the repository in this directory through this kernel.
  @SuppressWarnings("exports")
  public static Repo open(Kernel kernel, Path directory, OpenOptions options) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Makes a repository in this directory, or opens the one that is there.
  public static Repo create(Path directory, RepoMode mode) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Makes a repository in this directory, or opens the one that is there.
  @SuppressWarnings("exports")
  public static Repo create(Kernel kernel, Path directory, RepoMode mode, CreateOptions options)
      throws IOException {
    throw new AssertionError("not yet");
  }

  /// Where it was opened.
  public Path path() {
    throw new AssertionError("not yet");
  }

  /// How content is stored.
  public RepoMode mode() {
    throw new AssertionError("not yet");
  }

  /// The configuration.
  public RepoConfig config() {
    throw new AssertionError("not yet");
  }

  /// Where objects and refs that are not here are looked for.
  public Optional<Repo> parent() {
    throw new AssertionError("not yet");
  }

  /// Whether this user may change it.
  public boolean isWritable() {
    throw new AssertionError("not yet");
  }

  /// Refuses when this user may not change it.
  public void requireWritable() throws RepoException.NotWritable {
    throw new AssertionError("not yet");
  }

  /// The collection its own refs belong to.
  public Optional<CollectionId> collectionId() {
    throw new AssertionError("not yet");
  }

  /// The objects.
  public ObjectStore objects() {
    throw new AssertionError("not yet");
  }

  /// The refs.
  public RefStore refs() {
    throw new AssertionError("not yet");
  }

  /// The remotes.
  public RemoteStore remotes() {
    throw new AssertionError("not yet");
  }

  /// Begins a transaction.
  public Transaction begin() throws IOException {
    return Transaction.begin(this, TransactionOptions.defaults());
  }

  /// Begins a transaction.
  public Transaction begin(TransactionOptions options) throws IOException {
    return Transaction.begin(this, options);
  }

  /// Waits for a lock and holds it.
  @SuppressWarnings("exports")
  public RepoLock lock(LockKind kind) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Writes the configuration and reads it again.
  public void writeConfig(KeyFile config) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Reads the configuration again.
  public void reloadConfig() throws IOException {
    throw new AssertionError("not yet");
  }

  /// Marks a commit as not complete here.
  public void markPartial(Checksum commit, PartialReason reason) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Removes the mark of a commit.
  public void clearPartial(Checksum commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Removes what interrupted programs left in `tmp`.
  public void cleanTmp() throws IOException {
    throw new AssertionError("not yet");
  }

  /// Sets the time of the repository's directory, by which readers see that refs changed.
  public void touch() throws IOException {
    throw new AssertionError("not yet");
  }

  /// Whether both are the same directory.
  public boolean isSame(Repo other) {
    throw new AssertionError("not yet");
  }

  /// The open directory.
  @SuppressWarnings("exports")
  public Descriptor directory() {
    throw new AssertionError("not yet");
  }

  /// The open directory `objects`.
  @SuppressWarnings("exports")
  public Descriptor objectsDirectory() {
    throw new AssertionError("not yet");
  }

  /// The kernel it was opened with.
  @SuppressWarnings("exports")
  public Kernel kernel() {
    throw new AssertionError("not yet");
  }

  @Override
  public void close() throws IOException {
    throw new AssertionError("not yet");
  }
}
