// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Workers;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One walk of a [DirectoryImporter]: the caller's thread lists directories, the workers store
/// files.
///
/// What the workers found goes into the tree afterwards, on the caller's thread, so that the tree
/// needs no locks.
final class DirectoryWalk {

  /// Large enough to make hand-over cheap, small enough that both ends of a directory are worked on
  /// at once.
  private static final int FILES_PER_TASK = 16;

  /// The files of a directory and, once the workers are done, what they are stored as (null: left
  /// out).
  private record Found(MutableTree tree, List<Pending> files, @Nullable Checksum[] stored) {}

  private record Pending(
      String name, FileType type, String path, @Nullable EntryAttributes decided) {}

  private final Kernel kernel;
  private final Transaction transaction;
  private final EntryRules rules;
  private final FileImporter importer;
  private final boolean consume;
  private final Workers workers;
  private final List<Found> found = new ArrayList<>();
  private final List<String> consumed = new ArrayList<>();
  private final Map<DirMeta, Checksum> metas = new HashMap<>();
  private final Set<SharedDescriptor> open = ConcurrentHashMap.newKeySet();

  DirectoryWalk(Transaction transaction, ImportOptions options, Workers workers) {
    this.kernel = transaction.repo().kernel();
    this.transaction = transaction;
    this.rules = new EntryRules(options, transaction.repo().mode());
    this.importer = new FileImporter(transaction, options, rules);
    this.consume = options.source() == ImportOptions.SourceUse.CONSUME;
    this.workers = workers;
  }

  /// Lays the directory over the tree.
  void run(Descriptor root, MutableTree onto) throws IOException {
    try {
      FileStatus status = kernel.status(root);
      Optional<EntryAttributes> kept = rules.apply("/", FileImporter.attributes(status));
      if (kept.isPresent()) {
        walk(kernel.openDirectory(root, "."), "", kept.get(), onto, 0);
      }
      workers.join();
      for (Found directory : found) {
        fill(directory);
      }
      for (String path : consumed) {
        kernel.removeDirectory(root, path);
      }
    } finally {
      workers.close();
      for (SharedDescriptor directory : open) {
        directory.get().close();
      }
    }
  }

  /// @param path where the directory is, relative to the root and, but for the root itself, with a
  /// slash at its end
  private void walk(
      Descriptor descriptor, String path, EntryAttributes attributes, MutableTree tree, int depth)
      throws IOException {
    var shared = new SharedDescriptor(descriptor);
    open.add(shared);
    if (depth > MetadataLimits.MAX_DEPTH) {
      throw new TreeException.InvalidName("Directories too deep at " + path);
    }
    tree.setMeta(storeMeta(attributes, importer.xattrs().read(descriptor)));
    List<DirectoryEntry> entries = new ArrayList<>(kernel.list(descriptor));
    entries.sort((a, b) -> NameOrder.BY_BYTES.compare(a.name(), b.name()));
    var files = new ArrayList<Pending>();
    var directories = new ArrayList<String>();
    for (DirectoryEntry entry : entries) {
      sort(descriptor, path, entry, files, directories);
    }
    fork(shared, new Found(tree, files, new Checksum[files.size()]));
    for (String name : directories) {
      descend(descriptor, path, name, tree, depth);
    }
    release(shared);
  }

  /// Checks an entry and puts it on the list where it belongs.
  private void sort(
      Descriptor at,
      String path,
      DirectoryEntry entry,
      List<Pending> files,
      List<String> directories)
      throws IOException {
    String name = entry.name();
    if (!FileNames.isUtf8(name)) {
      throw new TreeException.InvalidName("Invalid UTF-8 in filename " + FileNames.display(name));
    }
    FileType type = entry.type();
    if (type == FileType.UNKNOWN) {
      type = kernel.status(at, name).type();
    }
    switch (type) {
      case DIRECTORY -> directories.add(name);
      case REGULAR, SYMLINK -> addFile(at, path, name, type, files);
      default -> throw new TreeException.UnsupportedType("Not a regular file or symlink: " + name);
    }
  }

  private void addFile(Descriptor at, String path, String name, FileType type, List<Pending> files)
      throws IOException {
    String ruled = rules.mayDependOnPath() ? "/" + path + name : "";
    if (!rules.callsBack()) {
      files.add(new Pending(name, type, ruled, null));
      return;
    }
    // The caller's own filter runs on the caller's own thread.
    EntryAttributes attributes = FileImporter.attributes(kernel.status(at, name));
    Optional<EntryAttributes> decided = rules.apply(ruled, attributes);
    if (decided.isPresent()) {
      files.add(new Pending(name, type, ruled, decided.get()));
    } else if (consume) {
      kernel.unlink(at, name);
    }
  }

  private void fork(SharedDescriptor directory, Found files) throws IOException {
    found.add(files);
    for (int start = 0; start < files.files.size(); start += FILES_PER_TASK) {
      int first = start;
      directory.retain();
      workers.fork(() -> storeFrom(first, directory, files));
    }
  }

  private void storeFrom(int first, SharedDescriptor directory, Found files) throws IOException {
    int end = Math.min(first + FILES_PER_TASK, files.files.size());
    for (int i = first; i < end; i++) {
      Pending file = files.files.get(i);
      files.stored[i] =
          importer
              .store(directory.get(), file.name, file.type, file.path, file.decided)
              .orElse(null);
    }
    release(directory);
  }

  private void descend(Descriptor at, String path, String name, MutableTree tree, int depth)
      throws IOException {
    Descriptor descriptor = kernel.openDirectory(at, name);
    Optional<EntryAttributes> kept;
    try {
      EntryAttributes attributes = FileImporter.attributes(kernel.status(descriptor));
      kept = rules.applyToSubdirectory("/" + path + name, attributes);
    } catch (IOException e) {
      descriptor.close();
      throw e;
    }
    if (kept.isEmpty()) {
      descriptor.close();
      if (consume) {
        Trees.removeAll(kernel, at, name);
      }
      return;
    }
    walk(descriptor, path + name + "/", kept.get(), tree.ensureDirectory(name), depth + 1);
    if (consume) {
      consumed.add(path + name);
    }
  }

  private Checksum storeMeta(EntryAttributes attributes, Xattrs xattrs) throws IOException {
    var meta = new DirMeta(attributes.uid(), attributes.gid(), attributes.mode(), xattrs);
    Checksum known = metas.get(meta);
    if (known == null) {
      known = transaction.writeMetadata(ObjectType.DIRMETA, meta.bytes());
      metas.put(meta, known);
    }
    return known;
  }

  private void fill(Found directory) throws IOException {
    for (int i = 0; i < directory.stored.length; i++) {
      Checksum stored = directory.stored[i];
      if (stored != null) {
        directory.tree.replaceFile(directory.files.get(i).name, stored);
      }
    }
  }

  private void release(SharedDescriptor directory) throws IOException {
    directory.release();
    if (directory.isClosed()) {
      open.remove(directory);
    }
  }
}
