// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Trust;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import dev.ostree4j.syscall.PositionalStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A file below `tmp` that something is downloaded into. Locked as long as it is open: two pulls
/// must not write into the same one.
final class SpoolFile {
  private static final int MODE = 0600;
  private static final int SKIP_BYTES = 64 * 1024;
  private static final byte[] VALIDATOR = "user.etag".getBytes(StandardCharsets.US_ASCII);

  private final Kernel kernel;
  private final Descriptor directory;
  private final String name;

  /// Holds the lock.
  private final Descriptor file;

  /// Stands where the next bytes go.
  private Descriptor writing;

  private long size;

  private SpoolFile(Kernel kernel, Descriptor directory, String name, Descriptor file)
      throws IOException {
    this.kernel = kernel;
    this.directory = directory;
    this.name = name;
    this.file = file;
    this.writing = kernel.openReadWrite(directory, name);
    this.size = kernel.status(file).sizeBytes();
  }

  /// What earlier pulls have left the beginning of.
  static Set<SpoolName> list(Repo repo) throws IOException {
    var names = new HashSet<SpoolName>();
    for (DirectoryEntry entry : repo.kernel().list(repo.tmpDirectory())) {
      SpoolName.find(entry.name()).ifPresent(names::add);
    }
    return names;
  }

  /// What an earlier pull left, unless another one is at it.
  static Optional<SpoolFile> find(Repo repo, SpoolName what) throws IOException {
    Kernel kernel = repo.kernel();
    String name = what.text();
    try {
      return lock(repo, name, kernel.openReadWrite(repo.tmpDirectory(), name));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// A file to download into.
  static SpoolFile create(Repo repo, SpoolName what) throws IOException {
    Kernel kernel = repo.kernel();
    Descriptor tmp = repo.tmpDirectory();
    for (int i = 0; ; i++) {
      // Where another pull is at the same one, each downloads its own.
      String name = i == 0 ? what.text() : i + "-" + what.text();
      Optional<SpoolFile> made = lock(repo, name, kernel.openOrCreate(tmp, name, MODE));
      if (made.isPresent()) {
        made.get().cutTo(0);
        return made.get();
      }
    }
  }

  /// Whoever removes the file holds its lock, so one that was had must still have its name.
  private static Optional<SpoolFile> lock(Repo repo, String name, Descriptor file)
      throws IOException {
    Kernel kernel = repo.kernel();
    Descriptor tmp = repo.tmpDirectory();
    boolean held = false;
    try {
      held =
          kernel.tryLock(file, LockKind.EXCLUSIVE)
              && kernel.findStatus(tmp, name).filter(kernel.status(file)::isSameFile).isPresent();
      return held ? Optional.of(new SpoolFile(kernel, tmp, name, file)) : Optional.empty();
    } finally {
      if (!held) {
        file.close();
      }
    }
  }

  long sizeBytes() {
    return size;
  }

  /// By what the server can tell whether this is a part of what it has.
  Optional<String> validator() throws IOException {
    return kernel.xattr(file, VALIDATOR).map(tag -> new String(tag, StandardCharsets.UTF_8));
  }

  /// Keeps the validator for a later pull. Where attributes cannot be had, that one starts anew.
  void remember(Optional<String> validator) throws IOException {
    try {
      if (validator.isPresent()) {
        kernel.setXattr(file, VALIDATOR, validator.get().getBytes(StandardCharsets.UTF_8));
      } else if (kernel.xattr(file, VALIDATOR).isPresent()) {
        kernel.removeXattr(file, VALIDATOR);
      }
    } catch (FileSystemException | UnsupportedOperationException e) {
      return;
    }
  }

  /// Forgets what follows, and goes on there.
  void cutTo(long sizeBytes) throws IOException {
    kernel.truncate(file, sizeBytes);
    writing.close();
    writing = kernel.openReadWrite(directory, name);
    byte[] skipped = new byte[SKIP_BYTES];
    long at = 0;
    while (at < sizeBytes) {
      int n = kernel.read(writing, skipped, 0, (int) Math.min(SKIP_BYTES, sizeBytes - at));
      at += Math.max(n, 0);
    }
    size = sizeBytes;
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    kernel.write(writing, bytes, offset, length);
    size += length;
  }

  /// Closes the file and leaves it for a later pull.
  void leave() throws IOException {
    writing.close();
    try (file) {
      kernel.unlock(file);
    }
  }

  /// The object that was downloaded.
  Body object() {
    return new Finished();
  }

  /// What was downloaded, from its start; closing that removes the file.
  InputStream stream() {
    return new Stored();
  }

  /// Removes it, unless something else has its name by now: what was imported is an object.
  void remove() throws IOException {
    writing.close();
    try (file) {
      if (kernel.findStatus(directory, name).filter(kernel.status(file)::isSameFile).isPresent()) {
        kernel.unlink(directory, name);
      }
    }
  }

  /// The whole file. When it is not what it should be there is nothing to go on with, and when it
  /// is the object has it: either way it is removed.
  private final class Finished implements Body {
    @Override
    public long sizeBytes() {
      return size;
    }

    @Override
    public boolean importInto(
        Transaction transaction, Checksum content, Trust trust, ModePolicy modes)
        throws IOException {
      remember(Optional.empty()); // it would stay with the object
      return transaction.importArchived(content, directory, name, trust, modes);
    }

    @Override
    public void close() throws IOException {
      remove();
    }
  }

  /// The whole file, to be read once.
  private final class Stored extends PositionalStream {
    private Stored() {
      super(kernel, file);
    }

    @Override
    public void close() throws IOException {
      remove();
    }
  }
}
