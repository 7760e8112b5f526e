// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Workers;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One run of a [Checkout]: makes the directories and hands out the files to workers.
final class CheckoutWalk {

  private static final int FILES_PER_TASK = 16;
  private static final int PRIVATE_MODE = 0700;
  private static final int ALL_BITS = 07777;
  private static final int BARE_USER_ONLY_BITS = 0775;

  private final Kernel kernel;
  private final ObjectStore objects;
  private final CheckoutOptions options;
  private final FileCheckout files;
  private final Workers workers;
  private final int directoryBits;
  private final Set<PendingDirectory> open = ConcurrentHashMap.newKeySet();

  CheckoutWalk(Repo repo, CheckoutOptions options, FileCheckout files, Workers workers) {
    this.kernel = repo.kernel();
    this.objects = repo.objects();
    this.options = options;
    this.files = files;
    this.workers = workers;
    boolean masked =
        repo.mode() == RepoMode.BARE_USER_ONLY
            || options.directoryModes() == CheckoutOptions.DirectoryModes.BARE_USER_ONLY;
    this.directoryBits = masked ? BARE_USER_ONLY_BITS : ALL_BITS;
  }

  /// Checks a whole tree out.
  ///
  /// @param name where to; `.` for `at` itself, which then counts as existing
  void writeTree(TreeRoot root, Descriptor at, String name) throws IOException {
    try {
      directory(root, null, at, name, "/", 0);
      workers.join();
    } finally {
      abandon();
    }
  }

  /// Checks a single file out into a directory.
  void writeFile(Descriptor at, String directory, String name, Checksum file) throws IOException {
    try {
      mayMake(at, directory);
      Descriptor descriptor = openDirectory(at, directory);
      PendingDirectory pending = pending(descriptor, null, Optional.empty());
      if (!isSkipped("/" + name, file)) {
        files.write(descriptor, name, file);
      }
      release(pending);
      workers.join();
    } finally {
      abandon();
    }
  }

  private void abandon() throws IOException {
    workers.close();
    for (PendingDirectory directory : open) {
      directory.descriptor().close();
    }
  }

  /// @param path where it is in the checkout, with a slash at its end
  private void directory(
      TreeRoot root,
      @Nullable PendingDirectory parent,
      Descriptor at,
      String name,
      String path,
      int depth)
      throws IOException {
    if (depth > MetadataLimits.MAX_DEPTH) {
      throw new TreeException.InvalidName("Directories too deep in the commit");
    }
    if (Thread.interrupted()) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    DirMeta meta = objects.readDirMeta(root.meta());
    if (isSkipped(path, meta)) {
      return;
    }
    DirTree tree = objects.readDirTree(root.tree());
    boolean made = make(at, name);
    Descriptor descriptor = openDirectory(at, name);
    PendingDirectory pending =
        pending(descriptor, parent, made ? Optional.of(meta) : Optional.empty());
    if (!made && hasOpaqueWhiteout(tree)) {
      Trees.removeContents(kernel, descriptor);
    }
    hand(pending, path, tree.files());
    for (DirTree.DirectoryEntry child : tree.directories()) {
      var childRoot = new TreeRoot(child.tree(), child.meta());
      directory(childRoot, pending, descriptor, child.name(), path + child.name() + "/", depth + 1);
    }
    release(pending);
  }

  private boolean hasOpaqueWhiteout(DirTree tree) {
    return options.whiteouts() == CheckoutOptions.Whiteouts.APPLY
        && tree.findFile(FileCheckout.OPAQUE_WHITEOUT).isPresent();
  }

  /// True when the directory was made, false when it was there and may be.
  private boolean make(Descriptor at, String name) throws IOException {
    if (options.existing() == CheckoutOptions.Existing.REFUSE) {
      try {
        kernel.makeDirectory(at, name, PRIVATE_MODE);
        return true;
      } catch (FileAlreadyExistsException e) {
        throw new TreeException.DestinationExists("mkdirat: File exists");
      }
    }
    return mayMake(at, name);
  }

  private boolean mayMake(Descriptor at, String name) throws IOException {
    try {
      kernel.makeDirectory(at, name, PRIVATE_MODE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private Descriptor openDirectory(Descriptor at, String name) throws IOException {
    try {
      return kernel.openDirectory(at, name);
    } catch (NotDirectoryException e) {
      throw new TreeException.KindConflict("opendir(" + name + "): Not a directory");
    }
  }

  private PendingDirectory pending(
      Descriptor descriptor, @Nullable PendingDirectory parent, Optional<DirMeta> meta) {
    var pending = new PendingDirectory(kernel, descriptor, parent, meta, options, directoryBits);
    open.add(pending);
    return pending;
  }

  private void release(PendingDirectory directory) throws IOException {
    directory.release();
    if (directory.isClosed()) {
      open.remove(directory);
    }
  }

  private void hand(PendingDirectory directory, String path, List<DirTree.FileEntry> entries)
      throws IOException {
    List<DirTree.FileEntry> wanted = wanted(path, entries);
    for (int start = 0; start < wanted.size(); start += FILES_PER_TASK) {
      List<DirTree.FileEntry> some =
          wanted.subList(start, Math.min(start + FILES_PER_TASK, wanted.size()));
      directory.retain();
      workers.fork(
          () -> {
            write(directory, some);
            release(directory);
          });
    }
  }

  private void write(PendingDirectory directory, List<DirTree.FileEntry> entries)
      throws IOException {
    for (DirTree.FileEntry file : entries) {
      files.write(directory.descriptor(), file.name(), file.checksum());
    }
  }

  private List<DirTree.FileEntry> wanted(String path, List<DirTree.FileEntry> entries)
      throws IOException {
    if (options.filter().isEmpty() && options.skipList().isEmpty()) {
      return entries;
    }
    var wanted = new ArrayList<DirTree.FileEntry>();
    for (DirTree.FileEntry file : entries) {
      if (!isSkipped(path + file.name(), file.checksum())) {
        wanted.add(file);
      }
    }
    return wanted;
  }

  private boolean isSkipped(String path, DirMeta meta) {
    return isSkipped(path, new EntryAttributes(meta.uid(), meta.gid(), meta.mode()));
  }

  private boolean isSkipped(String path, Checksum file) throws IOException {
    if (options.filter().isEmpty()) {
      return options.skipList().isPresent() && options.skipList().get().matches(path);
    }
    FileHeader header = objects.readHeader(file);
    return isSkipped(path, new EntryAttributes(header.uid(), header.gid(), header.mode()));
  }

  private boolean isSkipped(String path, EntryAttributes attributes) {
    if (options.skipList().isPresent() && options.skipList().get().matches(path)) {
      return true;
    }
    return options.filter().isPresent()
        && options.filter().get().decide(path, attributes) == CheckoutFilter.Decision.SKIP;
  }
}
