// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that nobody can see before it is complete: without a name where the file system can do
/// that, else under a name that no object has. Vanishes when it is closed before it got its name.
final class TempFile implements AutoCloseable {
  /// Until it is finished, for the writer alone.
  private static final int PRIVATE_MODE = 0600;

  private static final int PUBLIC_MODE = 0644;

  private final Kernel kernel;
  private final Descriptor directory;
  private final Descriptor file;
  private @Nullable String name;

  private TempFile(Kernel kernel, Descriptor directory, Descriptor file, @Nullable String name) {
    this.kernel = kernel;
    this.directory = directory;
    this.file = file;
    this.name = name;
  }

  static TempFile create(Kernel kernel, Descriptor directory) throws IOException {
    Optional<Descriptor> unnamed = kernel.createUnnamed(directory, PRIVATE_MODE);
    if (unnamed.isPresent()) {
      return new TempFile(kernel, directory, unnamed.get(), null);
    }
    String name = RandomNames.next("tmp-");
    return new TempFile(kernel, directory, kernel.create(directory, name, PRIVATE_MODE), name);
  }

  Descriptor file() {
    return file;
  }

  void write(byte[] bytes) throws IOException {
    kernel.write(file, bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    kernel.write(file, bytes, offset, length);
  }

  /// Gives the file the mode that everything has which is read by its bytes alone.
  void finishMetadata() throws IOException {
    setMode(PUBLIC_MODE);
  }

  /// Makes the file what bare repositories store: owner, attributes and mode on the inode.
  ///
  /// Changing the owner drops setuid bits and file capabilities, so it comes first; attributes may
  /// be refused on a file which is not writable, so the mode comes after them.
  void finishBare(FileHeader header, Xattrs xattrs) throws IOException {
    kernel.changeOwner(file, header.uid(), header.gid());
    for (Xattr xattr : xattrs.entries()) {
      kernel.setXattr(file, xattr.name(), xattr.value());
    }
    kernel.changeMode(file, header.permissions());
    setTimes(kernel, file);
  }

  /// Makes the file what bare-user repositories store: the header in an attribute.
  void finishBareUser(FileHeader header) throws IOException {
    finishBareUser(kernel, file, header);
  }

  static void finishBareUser(Kernel kernel, Descriptor file, FileHeader header) throws IOException {
    kernel.setXattr(file, ContentReader.BARE_USER_ATTRIBUTE, header.bareUserAttribute());
    kernel.changeMode(file, bareUserMode(header));
    setTimes(kernel, file);
  }

  /// Makes the file what bare-user-only repositories store: nothing but the mode.
  void finishBareUserOnly(FileHeader header) throws IOException {
    finishBareUserOnly(kernel, file, header);
  }

  static void finishBareUserOnly(Kernel kernel, Descriptor file, FileHeader header)
      throws IOException {
    kernel.changeMode(file, header.permissions());
    setTimes(kernel, file);
  }

  /// The mode of the stored file: readable by its owner whatever the header says, and without the
  /// bits that give rights away, since the file belongs to another user than it says.
  static int bareUserMode(FileHeader header) {
    return header.isSymlink() ? PUBLIC_MODE : (header.permissions() & 0775) | 0400;
  }

  /// Equal content gets equal times, so that hardlinked checkouts do not differ.
  static void setTimes(Kernel kernel, Descriptor file) throws IOException {
    kernel.setTimes(file, Instant.EPOCH, Instant.EPOCH);
  }

  private void setMode(int mode) throws IOException {
    if (kernel.capabilities().contains(Capability.PERMISSIONS)) {
      kernel.changeMode(file, mode);
    }
  }

  void sync() throws IOException {
    kernel.sync(file);
  }

  /// Gives the file its name; false when an object of this name is there already, which is as
  /// good, and this one vanishes.
  boolean publish(ObjectDirectory target, String path) throws IOException {
    if (name == null) {
      return target.linkUnnamed(file, path);
    }
    boolean moved = target.move(directory, name, path);
    if (moved) {
      name = null;
    }
    return moved;
  }

  /// Gives the file its name, in place of what is there.
  void replace(ObjectDirectory target, String path) throws IOException {
    String source = name;
    if (source == null) {
      source = RandomNames.next("tmp-");
      kernel.linkUnnamed(file, directory, source);
      name = source;
    }
    target.replace(directory, source, path);
    name = null;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (name != null) {
        kernel.unlink(directory, name);
        name = null;
      }
    }
  }
}
