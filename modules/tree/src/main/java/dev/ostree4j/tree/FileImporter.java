// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores one file or symlink of a directory. Used by all workers at once.
final class FileImporter {

  private final Kernel kernel;
  private final Transaction transaction;
  private final ImportOptions options;
  private final EntryRules rules;
  private final XattrReader xattrs;
  private final boolean consume;

  FileImporter(Transaction transaction, ImportOptions options, EntryRules rules) {
    this.kernel = transaction.repo().kernel();
    this.transaction = transaction;
    this.options = options;
    this.rules = rules;
    this.consume = options.source() == ImportOptions.SourceUse.CONSUME;
    boolean skip =
        options.xattrs() == ImportOptions.XattrUse.SKIP
            || rules.canonical()
            || transaction.repo().config().disableXattrs();
    this.xattrs = new XattrReader(kernel, transaction.repo().mode(), skip);
  }

  XattrReader xattrs() {
    return xattrs;
  }

  /// Stores the file; empty when a rule leaves it out.
  ///
  /// @param path the path for the rules
  /// @param decided what the rules said already, or null when they are to be asked here
  Optional<Checksum> store(
      Descriptor at, String name, FileType type, String path, @Nullable EntryAttributes decided)
      throws IOException {
    Optional<Checksum> known = known(at, name);
    if (known.isPresent()) {
      transaction.countCacheHit();
      removeConsumed(at, name);
      return known;
    }
    return type == FileType.SYMLINK
        ? storeSymlink(at, name, path, decided)
        : storeRegular(at, name, path, decided);
  }

  private void removeConsumed(Descriptor at, String name) throws IOException {
    if (consume) {
      kernel.unlink(at, name);
    }
  }

  /// The object that the inode is known to be, when that is proof enough.
  private Optional<Checksum> known(Descriptor at, String name) throws IOException {
    if (options.cache().isEmpty()) {
      return Optional.empty();
    }
    if (options.cacheTrust() == ImportOptions.CacheTrust.PLAIN && rules.mayChange()) {
      return Optional.empty();
    }
    FileStatus status = kernel.status(at, name);
    return options.cache().get().find(status.device(), status.inode());
  }

  private Optional<Checksum> storeRegular(
      Descriptor at, String name, String path, @Nullable EntryAttributes decided)
      throws IOException {
    try (Descriptor file = kernel.openRead(at, name)) {
      FileStatus status = kernel.status(file);
      EntryAttributes attributes = decide(path, status, decided);
      if (attributes == null) {
        removeConsumed(at, name);
        return Optional.empty();
      }
      FileHeader header =
          FileHeader.regular(
              attributes.uid(), attributes.gid(), attributes.mode(), xattrs.read(file));
      if (consume) {
        Optional<Checksum> adopted = transaction.adopt(header, at, name);
        if (adopted.isPresent()) {
          return adopted;
        }
      }
      Checksum written = write(header, file, status.sizeBytes(), name);
      removeConsumed(at, name);
      return Optional.of(written);
    }
  }

  /// What is stored must be what the file was at some time, so it may not grow or shrink meanwhile.
  private Checksum write(FileHeader header, Descriptor file, long sizeBytes, String name)
      throws IOException {
    Checksum written;
    try {
      written = transaction.writeContent(header, file, sizeBytes);
    } catch (EOFException e) {
      throw changed(name);
    }
    if (kernel.status(file).sizeBytes() != sizeBytes) {
      throw changed(name);
    }
    return written;
  }

  private static TreeException.SourceChanged changed(String name) {
    return new TreeException.SourceChanged("File changed while it was read: " + name);
  }

  private Optional<Checksum> storeSymlink(
      Descriptor at, String name, String path, @Nullable EntryAttributes decided)
      throws IOException {
    EntryAttributes attributes = decide(path, kernel.status(at, name), decided);
    if (attributes == null) {
      removeConsumed(at, name);
      return Optional.empty();
    }
    String target = kernel.readLink(at, name);
    if (!FileNames.isUtf8(target)) {
      throw new TreeException.InvalidName("Invalid UTF-8 in symlink target of " + name);
    }
    Xattrs found = xattrs.read(at, name);
    FileHeader header =
        FileHeader.symlink(attributes.uid(), attributes.gid(), attributes.mode(), target, found);
    Checksum written = transaction.writeContent(header, 0, InputStream.nullInputStream());
    removeConsumed(at, name);
    return Optional.of(written);
  }

  private @Nullable EntryAttributes decide(
      String path, FileStatus status, @Nullable EntryAttributes decided) {
    if (decided != null) {
      return decided;
    }
    return rules.apply(path, attributes(status)).orElse(null);
  }

  static EntryAttributes attributes(FileStatus status) {
    return new EntryAttributes(status.uid(), status.gid(), status.mode());
  }
}
