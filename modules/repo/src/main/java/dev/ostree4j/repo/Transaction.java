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
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Writes objects and refs; nothing is visible before [#publish()].
///
/// Holds the repository's shared lock from beginning to end. What was written and not published is
/// kept in the staging directory, so that the next transaction need not write it again; that one
/// compares it with its name first. Objects may be written from many threads at once; publishing
/// and closing is for one.
///
/// @since 0.1
public final class Transaction implements AutoCloseable {
  private enum State {
    OPEN,
    PUBLISHED,
    CLOSED
  }

  private final Repo repo;
  private final RepoLock lock;
  private final StagingDirectory staging;
  private final PrefixDirectories stagingPrefixes;
  private final PrefixDirectories objectPrefixes;
  private final ObjectStore objects;
  private final LooseObjects staged;
  private final Publisher publisher;
  private final ContentWriter content;
  private final MetadataWriter metadata;
  private final ObjectImporter importer;
  private final ArchiveIntake archived;
  private final FileAdoption adoption;
  private final Spares<WorkArea> areas;
  private final TransactionCounters counters = new TransactionCounters();

  private final PendingChanges changes;
  private final boolean writesContent;

  /// Whether each object is forced to disk as it is written.
  private final boolean syncsEach;
  private final String bootId;
  private volatile State state = State.OPEN;

  /// Whether what is staged is no use to anybody: it filled the disk.
  private volatile boolean outOfSpace;

  private Transaction(
      Repo repo, TransactionOptions options, String bootId, RepoLock lock, StagingDirectory staging)
      throws IOException {
    this.bootId = bootId;
    this.repo = repo;
    this.lock = lock;
    this.staging = staging;
    RepoConfig config = repo.config();
    var fsync = options.fsync(config);
    this.changes = new PendingChanges(options.followers(), fsync != TransactionOptions.Fsync.OFF);
    Kernel kernel = repo.kernel();
    this.stagingPrefixes = PrefixDirectories.ofOurOwn(kernel, staging.directory());
    this.objectPrefixes = new PrefixDirectories(kernel, repo.objectsDirectory());
    var target = new ObjectDirectory(kernel, objectPrefixes);
    this.staged = repo.objects().layer(stagingPrefixes);
    this.objects = repo.objects().behind(staged, repo.objects().layer(objectPrefixes));
    var sink =
        new ObjectSink(
            repo,
            new ObjectDirectory(kernel, stagingPrefixes),
            target,
            fsync != TransactionOptions.Fsync.AT_PUBLISH,
            fsync == TransactionOptions.Fsync.EACH_OBJECT);
    this.areas = WorkArea.spares(config.zlibLevel());
    Optional<SplitXattrs> splitXattrs =
        repo.mode() == RepoMode.BARE_SPLIT_XATTRS
                && options.splitXattrs() == TransactionOptions.SplitXattrsUse.WRITTEN
            ? Optional.of(new SplitXattrs(sink, objects))
            : Optional.empty();
    this.content =
        new ContentWriter(repo, sink, objects, SpaceBudget.of(repo), counters, areas, splitXattrs);
    this.metadata = new MetadataWriter(sink, objects, counters);
    this.importer = new ObjectImporter(repo, sink, objects, content, metadata, counters);
    this.archived = new ArchiveIntake(repo.mode(), sink, objects, content, counters, areas);
    this.adoption = new FileAdoption(repo, sink, objects, areas);
    this.publisher = new Publisher(kernel, fsync, repo.mode(), stagingPrefixes, target);
    this.syncsEach = fsync == TransactionOptions.Fsync.EACH_OBJECT;
    this.writesContent =
        repo.mode() != RepoMode.BARE_SPLIT_XATTRS
            || options.splitXattrs() != TransactionOptions.SplitXattrsUse.REFUSED;
  }

  static Transaction begin(Repo repo, TransactionOptions options) throws IOException {
    Transaction transaction = open(repo, options);
    try {
      new Leftovers(repo, transaction.staged, transaction.objects).judge();
      return transaction;
    } catch (IOException | RuntimeException e) {
      closeAfter(transaction, e);
      throw e;
    }
  }

  private static Transaction open(Repo repo, TransactionOptions options) throws IOException {
    repo.requireWritable();
    RepoLock lock = repo.lock(LockKind.SHARED);
    try {
      String bootId = options.bootId().orElseGet(BootId::current);
      Descriptor tmp = repo.kernel().openDirectory(repo.tmpDirectory(), ".");
      StagingDirectory staging;
      try {
        staging = StagingDirectory.open(repo.kernel(), tmp, bootId);
      } catch (IOException | RuntimeException e) {
        closeAfter(tmp, e);
        throw e;
      }
      try {
        return new Transaction(repo, options, bootId, lock, staging);
      } catch (IOException | RuntimeException e) {
        closeAfter(staging, e);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      closeAfter(lock, e);
      throw e;
    }
  }

  private static void closeAfter(AutoCloseable open, Exception failure) {
    try {
      open.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /// The repository that is written to.
  public Repo repo() {
    return repo;
  }

  /// The objects as this transaction sees them: those it has staged, then the repository's.
  public ObjectStore objects() {
    requireOpen();
    return objects;
  }

  /// Whether this object is stored or staged, here or in a parent.
  public boolean has(ObjectName name) throws IOException {
    return objects().has(name);
  }

  /// Reads a directory, stored or staged.
  public DirTree readDirTree(Checksum tree) throws IOException {
    return objects().readDirTree(tree);
  }

  /// Writes a commit, dirtree or dirmeta, which must be in normal form.
  public Checksum writeMetadata(ObjectType type, byte[] bytes) throws IOException {
    requireOpen();
    return metadata.write(type, bytes);
  }

  /// Writes a metadata object whose name and form are known to be right.
  public void writeMetadataTrusted(ObjectName name, byte[] bytes) throws IOException {
    requireOpen();
    if (!name.type().isMetadata()) {
      throw new IllegalArgumentException(name + " is not metadata");
    }
    metadata.writeTrusted(name, bytes);
  }

  /// Writes a commit.
  public Checksum writeCommit(Commit commit) throws IOException {
    return writeMetadata(ObjectType.COMMIT, commit.bytes());
  }

  /// Attaches metadata to a commit in place of what was attached, or removes that.
  public void writeDetachedMetadata(Checksum commit, Optional<VariantDict> attached)
      throws IOException {
    requireOpen();
    byte[] bytes = attached.map(dict -> dict.toVariant().bytes()).orElseGet(() -> new byte[0]);
    metadata.writeDetached(commit, bytes);
  }

  /// Writes a file or symbolic link.
  ///
  /// @param sizeBytes how long the content is; a stream of another length is refused
  public Checksum writeContent(FileHeader header, long sizeBytes, InputStream stream)
      throws IOException {
    return spending(() -> content.write(null, header, sizeBytes, stream));
  }

  /// Writes a file or symbolic link that must have this name.
  ///
  /// @throws RepoException.ObjectDamaged when it has another
  public Checksum writeContent(
      Checksum expected, FileHeader header, long sizeBytes, InputStream stream) throws IOException {
    return spending(() -> content.write(expected, header, sizeBytes, stream));
  }

  /// Writes an open regular file, from its start and whatever its offset.
  @SuppressWarnings("exports")
  public Checksum writeContent(FileHeader header, Descriptor file, long sizeBytes)
      throws IOException {
    return spending(() -> content.write(null, header, sizeBytes, file));
  }

  /// Takes a regular file over from a tree that is given away: it leaves its directory and becomes
  /// the object, or is removed when there is that object already. Nothing happens, and nothing is
  /// returned, when the mode of the repository or the file's owner, links or file system make that
  /// impossible.
  @SuppressWarnings("exports")
  public Optional<Checksum> adopt(FileHeader header, Descriptor directory, String name)
      throws IOException {
    requireOpen();
    return adoption.adopt(header, directory, name);
  }

  /// Counts a file that was known by device and inode and is not written.
  public void countCacheHit() {
    counters.cacheHit();
  }

  /// Copies or links an object of another repository, with a commit's detached metadata; true when
  /// it is new here.
  public boolean importFrom(Repo source, ObjectName name, Trust trust) throws IOException {
    return importFrom(source, name, trust, ModePolicy.ANY);
  }

  /// Copies or links an object of another repository, with a commit's detached metadata; true when
  /// it is new here.
  ///
  /// @throws RepoException.ModeRefusesWrite when a file's mode is not among those
  public boolean importFrom(Repo source, ObjectName name, Trust trust, ModePolicy modes)
      throws IOException {
    requireOpen();
    boolean isContent = name.type() == ObjectType.FILE;
    return isContent
        ? spending(() -> importer.importFrom(source, name, trust, modes))
        : importer.importFrom(source, name, trust, modes);
  }

  /// Stores a commit of another repository as it was read there and judged since: shares its file
  /// where that still holds these bytes. True when it is new here.
  ///
  /// @param bytes the commit, which the caller has compared with its name, or trusts
  public boolean importCommit(Repo source, Checksum commit, byte[] bytes) throws IOException {
    requireOpen();
    return importer.importCommit(source, new ObjectName(commit, ObjectType.COMMIT), bytes);
  }

  /// Takes in a file in the form in which an archive stores it, which must have this name; true
  /// when it is new here.
  ///
  /// @param trust whether it is compared with its name; only an archive can leave that out
  /// @throws RepoException.ObjectDamaged when it is not what its name says
  /// @throws RepoException.ModeRefusesWrite when its mode is not among those
  public boolean importArchived(Checksum name, byte[] stored, Trust trust, ModePolicy modes)
      throws IOException {
    var bytes = new ArchivedBytes.InMemory(stored);
    return spending(() -> archived.take(name, bytes, trust, modes));
  }

  /// Takes in a file in the form in which an archive stores it, as is
  /// done with bytes in memory. An archive moves the file itself; else it stays where it is.
  @SuppressWarnings("exports")
  public boolean importArchived(
      Checksum name, Descriptor directory, String path, Trust trust, ModePolicy modes)
      throws IOException {
    Kernel kernel = repo.kernel();
    try (Descriptor file = kernel.openRead(directory, path)) {
      var bytes = new ArchivedBytes.InFile(kernel, directory, path, file);
      return spending(() -> archived.take(name, bytes, trust, modes));
    }
  }

  /// Copies what is said about a commit in another repository, such as new signatures.
  public void importDetachedMetadata(Repo source, Checksum commit) throws IOException {
    requireOpen();
    importer.importDetachedMetadata(source, commit);
  }

  /// Marks a commit as not complete here, at once: the mark must be there before the commit is.
  public void markPartial(Checksum commit, PartialReason reason) throws IOException {
    requireOpen();
    if (syncsEach) {
      repo.markPartial(commit, reason);
    } else {
      repo.markPartialUnsynced(commit, reason);
    }
  }

  /// Takes the mark as partial off a commit when this transaction is published: all of it is here
  /// then.
  public void markWhole(Checksum commit) throws IOException {
    requireOpen();
    changes.markWhole(commit);
  }

  /// How much of a commit is stored.
  public CommitState commitState(Checksum commit) throws IOException {
    return objects().commitState(commit);
  }

  /// Whether a commit is here and nothing of it is known to be missing.
  public boolean hasWhole(Checksum commit) throws IOException {
    return has(new ObjectName(commit, ObjectType.COMMIT))
        && commitState(commit) == CommitState.NORMAL;
  }

  /// Lets a ref name this commit, or nothing, when this transaction is published.
  public void setRef(RefSpec ref, Optional<Checksum> commit) throws IOException {
    requireOpen();
    changes.set(ref, commit);
  }

  /// Lets a ref of a collection name this commit, or nothing, when this transaction is published.
  public void setCollectionRef(CollectionRef ref, Optional<Checksum> commit) throws IOException {
    requireOpen();
    changes.set(ref, commit);
  }

  /// What was written so far.
  public TransactionStats stats() {
    return counters.stats();
  }

  /// Makes everything visible: the objects first, and when they are safe the refs.
  ///
  /// When this fails, no commit is visible that lacks anything, each ref is what it was or what it
  /// was set to, and the next transaction goes on with what is still staged.
  public TransactionStats publish() throws IOException {
    requireOpen();
    state = State.PUBLISHED;
    publisher.publish(staged);
    staging.remove();
    cleanTmp();
    changes.apply(repo);
    return counters.stats();
  }

  private void cleanTmp() throws IOException {
    var expiry = repo.config().tmpExpiry();
    new TmpCleaner(repo.kernel(), staging.tmp(), bootId, repo.clock().instant(), expiry).clean();
  }

  /// Ends the transaction. What was not published is left for the next one.
  @Override
  public void close() throws IOException {
    if (state == State.CLOSED) {
      return;
    }
    boolean published = state == State.PUBLISHED;
    state = State.CLOSED;
    try (lock;
        staging;
        stagingPrefixes;
        objectPrefixes;
        importer;
        areas) {
      if (outOfSpace) {
        staging.remove();
      } else if (!published) {
        staging.abandon();
      }
    }
  }

  private <T> T spending(Write<T> write) throws IOException {
    requireOpen();
    if (!writesContent) {
      throw new RepoException.ModeRefusesWrite(
          "Writing content object: Not allowed due to repo mode");
    }
    try {
      return write.run();
    } catch (RepoException.NoSpace e) {
      outOfSpace = true;
      throw e;
    }
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("The transaction is over");
    }
  }

  @FunctionalInterface
  private interface Write<T> {
    T run() throws IOException;
  }
}
