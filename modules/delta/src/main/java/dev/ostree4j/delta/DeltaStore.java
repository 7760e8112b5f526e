// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoLock;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The deltas and delta indexes of a repository.
///
/// @since 0.1
public final class DeltaStore {
  private static final String DELTAS = "deltas";
  private static final String INDEXES = "delta-indexes";
  private static final int PIECE_BYTES = 64 * 1024;

  private final Repo repo;
  private final Kernel kernel;

  /// The deltas of this repository.
  public DeltaStore(Repo repo) {
    this.repo = repo;
    this.kernel = repo.kernel();
  }

  /// All deltas. A directory without superblock is none: its writer is not done, or was cut off.
  ///
  /// Stands for `ostree_repo_list_static_delta_names`.
  public SortedSet<DeltaName> list() throws IOException {
    var names = new TreeSet<DeltaName>();
    visit(
        DELTAS,
        (group, entry) -> {
          Optional<DeltaName> name = DeltaName.ofDirectory(group, entry.name());
          if (name.isPresent() && isDirectory(name.get().directory(), entry) && has(name.get())) {
            names.add(name.get());
          }
        });
    return Collections.unmodifiableSortedSet(names);
  }

  /// Whether a delta is here.
  public boolean has(DeltaName name) throws IOException {
    return kernel.findStatus(repo.directory(), name.superblockPath()).isPresent();
  }

  /// The commits that have an index.
  ///
  /// Stands for `ostree_repo_list_static_delta_indexes`.
  public SortedSet<Checksum> indexes() throws IOException {
    var commits = new TreeSet<Checksum>();
    visit(
        INDEXES, (group, entry) -> DeltaName.ofIndex(group, entry.name()).ifPresent(commits::add));
    return Collections.unmodifiableSortedSet(commits);
  }

  /// The checksum of a delta's superblock as it is stored, signatures included.
  ///
  /// @throws NoSuchFileException when there is no such delta
  public Checksum superblockChecksum(DeltaName name) throws IOException {
    try (Descriptor file = kernel.openRead(repo.directory(), name.superblockPath())) {
      var hasher = Hasher.sha256();
      byte[] piece = new byte[PIECE_BYTES];
      for (int n = kernel.read(file, piece, 0, PIECE_BYTES);
          n >= 0;
          n = kernel.read(file, piece, 0, PIECE_BYTES)) {
        hasher.update(piece, 0, n);
      }
      return hasher.finish();
    }
  }

  /// All deltas with the checksums of their superblocks, as a summary lists them. One that is
  /// deleted meanwhile is left out.
  public DeltaIndex listing() throws IOException {
    return listing(name -> true);
  }

  private DeltaIndex listing(Predicate<DeltaName> wanted) throws IOException {
    Map<DeltaName, Checksum> superblocks = new HashMap<>();
    for (DeltaName name : list()) {
      if (wanted.test(name)) {
        try {
          superblocks.put(name, superblockChecksum(name));
        } catch (NoSuchFileException e) {
          continue; // It was listed, and deleted since.
        }
      }
    }
    return DeltaIndex.of(superblocks);
  }

  /// Reads the index of a commit, if it has one.
  public Optional<DeltaIndex> findIndex(Checksum to) throws IOException {
    Optional<byte[]> bytes =
        repo.files().find(DeltaName.indexPath(to), MetadataLimits.MAX_SIZE_BYTES);
    return bytes.isPresent() ? Optional.of(DeltaIndex.parse(bytes.get())) : Optional.empty();
  }

  /// Removes a delta, with whatever else lies in its directory. Its superblock goes first: without
  /// it nobody uses the parts.
  ///
  /// @throws DeltaException.NotFound when it is not here
  public void delete(DeltaName name) throws IOException {
    repo.requireWritable();
    String path = name.directory();
    FileStatus found =
        kernel
            .findStatus(repo.directory(), path)
            .orElseThrow(() -> new DeltaException.NotFound("Can't find delta " + name));
    if (found.isDirectory()) {
      repo.files().removeTree(name.superblockPath());
    }
    repo.files().removeTree(path);
  }

  /// Writes the index of each commit that deltas lead to, removes those of others, and says in the
  /// configuration that there are indexes.
  ///
  /// Holds the shared lock meanwhile, so that nobody prunes deltas that are being listed.
  ///
  /// Stands for `ostree_repo_static_delta_reindex`.
  ///
  /// @throws dev.ostree4j.repo.RepoException.LockTimeout when a prune takes too long
  public void reindex() throws IOException {
    try (RepoLock _ = repo.lock(LockKind.SHARED)) {
      reindexLocked();
    }
  }

  private void reindexLocked() throws IOException {
    announceIndexes();
    SortedMap<Checksum, DeltaIndex> byTarget = listing().byTarget();
    for (var target : byTarget.entrySet()) {
      writeIndex(target.getKey(), target.getValue());
    }
    for (Checksum to : indexes()) {
      if (!byTarget.containsKey(to)) {
        repo.files().remove(DeltaName.indexPath(to));
      }
    }
  }

  /// Writes the index of one commit, or removes it when no delta leads there. Holds the shared lock
  /// meanwhile.
  ///
  /// @throws dev.ostree4j.repo.RepoException.LockTimeout when a prune takes too long
  public void reindex(Checksum to) throws IOException {
    try (RepoLock _ = repo.lock(LockKind.SHARED)) {
      reindexLocked(to);
    }
  }

  private void reindexLocked(Checksum to) throws IOException {
    announceIndexes();
    DeltaIndex index = listing(name -> name.to().equals(to));
    if (index.superblocks().isEmpty()) {
      repo.files().remove(DeltaName.indexPath(to));
    } else {
      writeIndex(to, index);
    }
  }

  private void announceIndexes() throws IOException {
    repo.requireWritable();
    if (!repo.config().indexedDeltas()) {
      var config = repo.config().keyFile();
      config.setBoolean("core", "indexed-deltas", true);
      repo.writeConfig(config);
    }
  }

  private void writeIndex(Checksum to, DeltaIndex index) throws IOException {
    String path = DeltaName.indexPath(to);
    byte[] bytes = index.bytes();
    Optional<byte[]> old = repo.files().find(path, MetadataLimits.MAX_SIZE_BYTES);
    if (old.isEmpty() || !Arrays.equals(old.get(), bytes)) {
      repo.files().makeDirectories(path.substring(0, path.lastIndexOf('/')));
      repo.files().replace(path, bytes);
    }
  }

  private void visit(String root, Visitor visitor) throws IOException {
    for (DirectoryEntry group : entries(root)) {
      String path = root + "/" + group.name();
      if (group.name().length() == 2 && isDirectory(path, group)) {
        for (DirectoryEntry entry : entries(path)) {
          visitor.visit(group.name(), entry);
        }
      }
    }
  }

  /// What is in a directory; nothing when it was never made, or vanished while others were looked
  /// at.
  private List<DirectoryEntry> entries(String path) throws IOException {
    try (Descriptor directory = kernel.openDirectory(repo.directory(), path)) {
      return kernel.list(directory);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private boolean isDirectory(String path, DirectoryEntry entry) throws IOException {
    return entry.type() == FileType.UNKNOWN
        ? kernel.findStatus(repo.directory(), path).filter(FileStatus::isDirectory).isPresent()
        : entry.type() == FileType.DIRECTORY;
  }

  @FunctionalInterface
  private interface Visitor {
    void visit(String group, DirectoryEntry entry) throws IOException;
  }
}
