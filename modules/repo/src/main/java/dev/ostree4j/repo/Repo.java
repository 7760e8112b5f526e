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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An open repository: the way to its objects, refs, remotes and transactions.
///
/// It holds open directories, so that it stays the same repository whatever happens to the names
/// above it. Several threads may use it. Close it when nothing of it is in use any more.
///
/// @since 0.1
public final class Repo implements AutoCloseable {
  private final Kernel kernel;
  private final Path path;
  private final OpenOptions options;
  private final OpenDirectories directories;
  private final LockCounter locks;
  private final ObjectStore objects;
  private final RefStore refs;
  private final RemoteStore remotes;
  private final PartialMarks partialMarks;

  // Replaced as a whole when the configuration is read again.
  private volatile RepoConfig config;
  private volatile @Nullable Repo parent;

  private Repo(
      Kernel kernel,
      Path path,
      OpenOptions options,
      OpenDirectories directories,
      RepoConfig config) {
    this.kernel = kernel;
    this.path = path;
    this.options = options;
    this.directories = directories;
    this.config = config;
    this.locks = new LockCounter(kernel, directories.root());
    this.partialMarks = new PartialMarks(this);
    this.objects = new ObjectStore(this);
    this.refs = new RefStore(this);
    this.remotes = new RemoteStore(this);
  }

  /// Opens the repository in this directory.
  ///
  /// @throws RepoException.NotARepository when there is none
  public static Repo open(Path directory) throws IOException {
    return open(Kernel.system(), directory);
  }

  /// Opens the repository in this directory through this kernel.
  @SuppressWarnings("exports")
  public static Repo open(Kernel kernel, Path directory) throws IOException {
    return open(kernel, directory, OpenOptions.defaults());
  }

  /// Opens the repository in this directory through this kernel.
  @SuppressWarnings("exports")
  public static Repo open(Kernel kernel, Path directory, OpenOptions options) throws IOException {
    return open(kernel, directory, options, null);
  }

  private static Repo open(
      Kernel kernel, Path path, OpenOptions options, @Nullable ParentChain children)
      throws IOException {
    OpenDirectories directories = OpenDirectories.open(kernel, path);
    try {
      directories.prepareScratch();
      RepoConfig config = RepoConfig.read(kernel, directories.root());
      Repo repo = new Repo(kernel, path, options, directories, config);
      repo.remotes.load(config);
      repo.parent = repo.openParent(config, new ParentChain(directories.rootStatus(), children));
      return repo;
    } catch (IOException | RuntimeException e) {
      try (directories) {
        throw e;
      }
    }
  }

  /// Makes a repository in this directory, or opens the one that is there as it is. Directories
  /// above it are not made.
  public static Repo create(Path directory, RepoMode mode) throws IOException {
    return create(Kernel.system(), directory, mode, CreateOptions.defaults());
  }

  /// Makes a repository in this directory, or opens the one that is there.
  @SuppressWarnings("exports")
  public static Repo create(Kernel kernel, Path directory, RepoMode mode) throws IOException {
    return create(kernel, directory, mode, CreateOptions.defaults());
  }

  /// Makes a repository in this directory, or opens the one that is there as it is.
  @SuppressWarnings("exports")
  public static Repo create(Kernel kernel, Path directory, RepoMode mode, CreateOptions options)
      throws IOException {
    RepoLayout.create(kernel, directory, mode, options);
    return open(kernel, directory);
  }

  /// Where it was opened.
  public Path path() {
    return path;
  }

  /// How content is stored.
  public RepoMode mode() {
    return config.mode();
  }

  /// The configuration, as it was read last.
  public RepoConfig config() {
    return config;
  }

  /// Where objects and refs that are not here are looked for.
  public Optional<Repo> parent() {
    return Optional.ofNullable(parent);
  }

  /// Whether this user may change it.
  public boolean isWritable() {
    return directories.refusal().isEmpty();
  }

  /// Whether what can be had again is kept in `tmp/cache`, and taken from there: not where the
  /// environment had `OSTREE_SKIP_CACHE` when it was opened.
  public boolean hasCache() {
    return directories.cached();
  }

  /// Refuses when this user may not change it.
  public void requireWritable() throws RepoException.NotWritable {
    Optional<String> refusal = directories.refusal();
    if (refusal.isPresent()) {
      throw new RepoException.NotWritable("Cannot write to repository: " + refusal.get());
    }
  }

  /// Whether it is the repository of a sysroot.
  public boolean isSystem() {
    Path root = options.sysroot().orElse(path.getFileSystem().getPath("/"));
    return root.resolve("ostree/repo")
        .toAbsolutePath()
        .normalize()
        .equals(path.toAbsolutePath().normalize());
  }

  /// The collection its own refs belong to.
  public Optional<CollectionId> collectionId() {
    return config.collectionId();
  }

  /// The objects.
  public ObjectStore objects() {
    return objects;
  }

  /// The refs.
  public RefStore refs() {
    return refs;
  }

  /// The remotes.
  public RemoteStore remotes() {
    return remotes;
  }

  /// The small files that are neither objects nor refs.
  public RepoFiles files() {
    return RepoFiles.of(this);
  }

  /// Begins a transaction.
  public Transaction begin() throws IOException {
    return begin(TransactionOptions.defaults());
  }

  /// Begins a transaction.
  public Transaction begin(TransactionOptions transactionOptions) throws IOException {
    return Transaction.begin(this, transactionOptions);
  }

  /// Waits for a lock and holds it. Takes none where nothing can be written, or when the
  /// configuration says so.
  ///
  /// @throws RepoException.LockTimeout when others held it longer than `core.lock-timeout-secs`
  /// @throws java.io.InterruptedIOException when this thread is interrupted while it waits
  @SuppressWarnings("exports")
  public RepoLock lock(LockKind kind) throws IOException {
    if (!isWritable() || !config.locking()) {
      return new RepoLock(kind, null);
    }
    locks.acquire(kind, config.lockTimeout());
    return new RepoLock(kind, locks);
  }

  /// Writes the configuration, which counts at once.
  ///
  /// @throws RepoException.InvalidConfig when the repository could not be opened with it; nothing
  ///     is written
  public void writeConfig(KeyFile keyFile) throws IOException {
    requireWritable();
    remotes.refuseDoubles(keyFile);
    RepoConfig written = RepoConfig.of(keyFile);
    SmallFiles.replace(
        kernel, directories.tmp(), directory(), "config", keyFile.toBytes(), config.fsync());
    remotes.load(written);
    config = written;
  }

  /// Reads the configuration again, when the file was changed by somebody else. The parent stays
  /// the one that was opened first.
  public void reloadConfig() throws IOException {
    RepoConfig read = RepoConfig.read(kernel, directory());
    remotes.load(read);
    config = read;
  }

  private @Nullable Repo openParent(RepoConfig read, ParentChain chain) throws IOException {
    Optional<Path> parentPath = read.parent();
    if (parentPath.isEmpty()) {
      return null;
    }
    try {
      return open(kernel, parentPath.get(), OpenOptions.defaults(), chain);
    } catch (IOException e) {
      throw new RepoException.InvalidConfig(
          "While checking parent repository '"
              + parentPath.get()
              + "': opening repo: "
              + e.getMessage(),
          e);
    }
  }

  /// Marks a commit as not complete here. A mark that says more stays.
  public void markPartial(Checksum commit, PartialReason reason) throws IOException {
    requireWritable();
    partialMarks.set(commit, reason, config.fsync());
  }

  /// The same for a commit that becomes visible only after the file system has been synced, or
  /// where nothing is.
  void markPartialUnsynced(Checksum commit, PartialReason reason) throws IOException {
    requireWritable();
    partialMarks.set(commit, reason, false);
  }

  /// Removes the mark of a commit, if there is one.
  public void clearPartial(Checksum commit) throws IOException {
    requireWritable();
    partialMarks.clear(commit);
  }

  /// Removes from `tmp` what interrupted programs left there long enough ago, but not what the next
  /// transaction can go on with.
  public void cleanTmp() throws IOException {
    requireWritable();
    Instant now = clock().instant();
    new TmpCleaner(kernel, directories.tmp(), BootId.current(), now, config.tmpExpiry()).clean();
  }

  /// Sets the time of the repository's directory, by which readers see that refs changed.
  public void touch() throws IOException {
    Instant now = clock().instant();
    kernel.setTimes(directory(), now, now);
  }

  /// Whether both are the same directory.
  public boolean isSame(Repo other) {
    return directories.rootStatus().isSameFile(other.directories.rootStatus());
  }

  /// The open directory.
  @SuppressWarnings("exports")
  public Descriptor directory() {
    return directories.root();
  }

  /// The open directory `objects`.
  @SuppressWarnings("exports")
  public Descriptor objectsDirectory() {
    return directories.objects();
  }

  /// The open directory `tmp`, where unfinished files do no harm.
  @SuppressWarnings("exports")
  public Descriptor tmpDirectory() throws IOException {
    return directories.tmp();
  }

  /// The kernel it was opened with.
  @SuppressWarnings("exports")
  public Kernel kernel() {
    return kernel;
  }

  /// Where the time comes from.
  public InstantSource clock() {
    return options.clock();
  }

  /// The directory whose `*.conf` files are remotes, if there is one.
  Optional<Path> remotesDirectory() {
    if (options.remotesDirectory().isPresent()) {
      return options.remotesDirectory();
    }
    Path root = options.sysroot().orElse(path.getFileSystem().getPath("/"));
    return isSystem() ? Optional.of(root.resolve("etc/ostree/remotes.d")) : Optional.empty();
  }

  /// Closes it and its parents; locks that are still held are given back.
  @Override
  public void close() throws IOException {
    Repo former = parent;
    parent = null;
    try (directories;
        former) {
      objects.close();
      locks.close();
    }
  }
}
