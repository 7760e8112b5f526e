// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The files that an archive repository keeps uncompressed, so that checkouts in user mode can link
/// them.
///
/// A cached file is trusted as it stands, so it must be on disk before it gets its name in the
/// cache. The files of one checkout are collected under `tmp` and flushed all at once at the end.
final class UncompressedCache {

  private static final String DIRECTORY = "uncompressed-objects-cache";
  private static final int DIRECTORY_MODE = 0777;

  private final Kernel kernel;
  private final Descriptor repository;
  private final CheckoutOptions options;
  private final String staging = "tmp/checkout-cache-" + UUID.randomUUID();
  private final Set<Checksum> staged = ConcurrentHashMap.newKeySet();
  private boolean hasStaging; // guarded by this
  private volatile boolean usable = true;

  private UncompressedCache(Repo repo, CheckoutOptions options) {
    this.kernel = repo.kernel();
    this.repository = repo.directory();
    this.options = options;
  }

  /// The cache of the repository, or null when it has none or these options do not want it.
  static @Nullable UncompressedCache of(Repo repo, CheckoutOptions options) {
    boolean wanted =
        repo.mode() == RepoMode.ARCHIVE
            && options.mode() == CheckoutOptions.Mode.USER
            && options.cache() == CheckoutOptions.UncompressedCache.USE
            && options.links() == CheckoutOptions.Links.PREFER;
    boolean possible = wanted && repo.config().uncompressedCache() && repo.isWritable();
    return possible ? new UncompressedCache(repo, options) : null;
  }

  /// Links the cached file, if there is one and it can be linked.
  boolean link(Descriptor at, String name, Checksum file, EntryPlacer placer) throws IOException {
    String cached = path(file);
    Optional<FileStatus> status = kernel.findStatus(repository, cached);
    if (status.isEmpty()) {
      return false;
    }
    try {
      placer.place(
          at,
          name,
          file,
          (to, as) -> kernel.link(repository, cached, to, as),
          () -> "Hardlinking " + loosePath(file) + " to " + name);
    } catch (SyscallException | AccessDeniedException e) {
      if (FileCheckout.isLinkFailure(e)) {
        return false;
      }
      throw e;
    }
    options
        .devInoCache()
        .ifPresent(known -> known.put(status.get().device(), status.get().inode(), file));
    return true;
  }

  /// Takes a file that was just checked out into the cache, when it is of a kind worth keeping.
  void add(Descriptor at, String name, Checksum file) throws IOException {
    if (!usable) {
      return;
    }
    FileStatus status = kernel.status(at, name);
    if (!status.isRegular() || status.sizeBytes() == 0) {
      return;
    }
    makeStaging();
    try {
      kernel.link(at, name, repository, staging + "/" + file.hex());
      staged.add(file);
    } catch (FileAlreadyExistsException e) {
      // The same content under another name: it is here already.
    } catch (SyscallException | AccessDeniedException e) {
      if (!FileCheckout.isLinkFailure(e)) {
        throw e;
      }
      usable = false;
    }
  }

  private synchronized void makeStaging() throws IOException {
    if (!hasStaging) {
      kernel.makeDirectory(repository, staging, DIRECTORY_MODE);
      hasStaging = true;
    }
  }

  /// Makes the new files part of the cache.
  void publish() throws IOException {
    if (staged.isEmpty()) {
      return;
    }
    kernel.syncFileSystem(repository);
    makeDirectory(DIRECTORY);
    for (Checksum file : staged) {
      String path = DIRECTORY + "/" + loosePath(file);
      makeDirectory(path.substring(0, path.lastIndexOf('/')));
      kernel.rename(repository, staging + "/" + file.hex(), repository, path);
    }
  }

  /// Removes what was not published.
  synchronized void close() throws IOException {
    if (hasStaging) {
      Trees.removeAll(kernel, repository, staging);
      hasStaging = false;
    }
  }

  private void makeDirectory(String path) throws IOException {
    if (kernel.findStatus(repository, path).isPresent()) {
      return;
    }
    try {
      kernel.makeDirectory(repository, path, DIRECTORY_MODE);
    } catch (FileAlreadyExistsException e) {
      // Another checkout made it.
    }
  }

  /// What this checkout added itself has its final name only at the end.
  private String path(Checksum file) {
    return staged.contains(file) ? staging + "/" + file.hex() : DIRECTORY + "/" + loosePath(file);
  }

  private static String loosePath(Checksum file) {
    return new ObjectName(file, ObjectType.FILE).loosePath(false);
  }
}
