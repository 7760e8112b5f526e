// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Linux itself, through `syscall(2)`.
///
/// One of these is enough for a process; it holds native memory for as many calls as run at once.
/// The work is done by small classes, one for each kind of call.
///
/// @since 0.1
public final class LinuxKernel implements Kernel {
  private static final Set<Capability> CAPABILITIES =
      Collections.unmodifiableSet(EnumSet.allOf(Capability.class));

  private final LinuxOpener opener;
  private final LinuxStatus status;
  private final LinuxContent content;
  private final LinuxNames names;
  private final LinuxXattrs xattrs;
  private final LinuxSpecial special;

  /// Speaks to the kernel of this machine.
  ///
  /// @throws UnsupportedOperationException when it is not [available][#isAvailable]
  public LinuxKernel() {
    this(false);
  }

  private LinuxKernel(boolean walksAlways) {
    if (!isAvailable()) {
      throw new UnsupportedOperationException("not Linux on x86_64 or aarch64");
    }
    Gate gate = new Gate();
    opener = new LinuxOpener(gate, walksAlways);
    status = new LinuxStatus(gate, opener);
    content = new LinuxContent(gate);
    names = new LinuxNames(gate, opener);
    xattrs = new LinuxXattrs(gate, opener);
    special = new LinuxSpecial(gate);
  }

  /// Whether this is Linux on a processor whose numbers are known.
  public static boolean isAvailable() {
    return Abi.isKnown();
  }

  /// A kernel that never calls `openat2`, as if it were older than 5.6: for tests, and for
  /// sandboxes which kill whoever calls what they do not know.
  public static LinuxKernel withoutOpenat2() {
    return new LinuxKernel(true);
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Descriptor openRoot(Path directory) throws IOException {
    if (directory.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException("not a path of the operating system: " + directory);
    }
    return opener.openRoot(NativePaths.text(directory));
  }

  @Override
  public Descriptor openDirectory(Descriptor at, String path) throws IOException {
    return opener.open(at, path, Abi.READ_ONLY | Abi.CURRENT.directory(), 0);
  }

  @Override
  public Descriptor openRead(Descriptor at, String path) throws IOException {
    return opener.openRegular(at, path, Abi.READ_ONLY, status);
  }

  @Override
  public Descriptor openReadBeneath(Descriptor at, String path) throws IOException {
    Optional<Descriptor> opened = opener.openFollowing(at, path, status);
    return opened.isPresent() ? opened.get() : openRead(at, LinkWalk.resolve(this, at, path));
  }

  @Override
  public Descriptor openReadWrite(Descriptor at, String path) throws IOException {
    return opener.openRegular(at, path, Abi.READ_WRITE, status);
  }

  @Override
  public Descriptor create(Descriptor at, String path, int mode) throws IOException {
    return opener.open(at, path, Abi.READ_WRITE | Abi.CREATE | Abi.EXCLUSIVE, mode);
  }

  @Override
  public Descriptor openOrCreate(Descriptor at, String path, int mode) throws IOException {
    return opener.open(at, path, Abi.READ_WRITE | Abi.CREATE | Abi.NO_TERMINAL, mode);
  }

  @Override
  public Optional<Descriptor> createUnnamed(Descriptor directory, int mode) throws IOException {
    return opener.openUnnamed(directory, mode);
  }

  @Override
  public void linkUnnamed(Descriptor file, Descriptor at, String path) throws IOException {
    names.linkUnnamed(file, at, path);
  }

  @Override
  public int read(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    return content.read(file, buffer, offset, length);
  }

  @Override
  public int readAt(Descriptor file, long position, byte[] buffer, int offset, int length)
      throws IOException {
    return content.readAt(file, position, buffer, offset, length);
  }

  @Override
  public Optional<MemorySegment> map(Descriptor file, Arena arena) throws IOException {
    return content.map(file, arena);
  }

  @Override
  public void write(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    content.write(file, buffer, offset, length);
  }

  @Override
  public long copyRange(Descriptor from, Descriptor to, long lengthBytes) throws IOException {
    return content.copyRange(from, to, lengthBytes);
  }

  @Override
  public boolean reflink(Descriptor from, Descriptor to) throws IOException {
    return content.reflink(from, to);
  }

  @Override
  public void truncate(Descriptor file, long sizeBytes) throws IOException {
    content.truncate(file, sizeBytes);
  }

  @Override
  public FileStatus status(Descriptor file) throws IOException {
    return status.ofOpen(file);
  }

  @Override
  public FileStatus status(Descriptor at, String path) throws IOException {
    return status.of(at, path);
  }

  @Override
  public Optional<FileStatus> findStatus(Descriptor at, String path) throws IOException {
    return status.find(at, path);
  }

  @Override
  public FileSystemStatus fileSystem(Descriptor file) throws IOException {
    return status.fileSystem(file);
  }

  @Override
  public String readLink(Descriptor at, String path) throws IOException {
    return status.readLink(at, path);
  }

  @Override
  public List<DirectoryEntry> list(Descriptor directory) throws IOException {
    return status.list(directory);
  }

  @Override
  public void link(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException {
    names.link(fromAt, from, toAt, to);
  }

  @Override
  public void rename(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    names.rename(fromAt, from, toAt, to, LinuxNames.REPLACE);
  }

  @Override
  public void renameNoReplace(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    names.rename(fromAt, from, toAt, to, LinuxNames.NO_REPLACE);
  }

  @Override
  public void exchange(Descriptor oneAt, String one, Descriptor otherAt, String other)
      throws IOException {
    names.rename(oneAt, one, otherAt, other, LinuxNames.EXCHANGE);
  }

  @Override
  public void unlink(Descriptor at, String path) throws IOException {
    names.unlink(at, path, 0);
  }

  @Override
  public void removeDirectory(Descriptor at, String path) throws IOException {
    names.unlink(at, path, Abi.AT_REMOVE_DIRECTORY);
  }

  @Override
  public void makeDirectory(Descriptor at, String path, int mode) throws IOException {
    names.makeDirectory(at, path, mode);
  }

  @Override
  public void symlink(String target, Descriptor at, String path) throws IOException {
    names.symlink(target, at, path);
  }

  @Override
  public void makeNode(Descriptor at, String path, int mode, long device) throws IOException {
    names.makeNode(at, path, mode, device);
  }

  @Override
  public void changeOwner(Descriptor file, int uid, int gid) throws IOException {
    names.changeOwner(file, uid, gid);
  }

  @Override
  public void changeOwner(Descriptor at, String path, int uid, int gid) throws IOException {
    names.changeOwner(at, path, uid, gid);
  }

  @Override
  public void changeMode(Descriptor file, int mode) throws IOException {
    names.changeMode(file, mode);
  }

  @Override
  public void changeMode(Descriptor at, String path, int mode) throws IOException {
    names.changeMode(at, path, mode);
  }

  @Override
  public void setTimes(Descriptor file, Instant accessed, Instant modified) throws IOException {
    names.setTimes(file, accessed, modified);
  }

  @Override
  public void setTimes(Descriptor at, String path, Instant accessed, Instant modified)
      throws IOException {
    names.setTimes(at, path, accessed, modified);
  }

  @Override
  public List<byte[]> xattrNames(Descriptor file) throws IOException {
    return xattrs.names(file);
  }

  @Override
  public List<byte[]> xattrNames(Descriptor at, String path) throws IOException {
    return xattrs.names(at, path);
  }

  @Override
  public Optional<byte[]> xattr(Descriptor file, byte[] name) throws IOException {
    return xattrs.value(file, name);
  }

  @Override
  public Optional<byte[]> xattr(Descriptor at, String path, byte[] name) throws IOException {
    return xattrs.value(at, path, name);
  }

  @Override
  public void setXattr(Descriptor file, byte[] name, byte[] value) throws IOException {
    xattrs.set(file, name, value);
  }

  @Override
  public void setXattr(Descriptor at, String path, byte[] name, byte[] value) throws IOException {
    xattrs.set(at, path, name, value);
  }

  @Override
  public void removeXattr(Descriptor file, byte[] name) throws IOException {
    xattrs.remove(file, name);
  }

  @Override
  public void removeXattr(Descriptor at, String path, byte[] name) throws IOException {
    xattrs.remove(at, path, name);
  }

  @Override
  public void sync(Descriptor file) throws IOException {
    content.sync(Call.FSYNC, file);
  }

  @Override
  public void dataSync(Descriptor file) throws IOException {
    content.sync(Call.FDATASYNC, file);
  }

  @Override
  public void syncFileSystem(Descriptor file) throws IOException {
    content.sync(Call.SYNCFS, file);
  }

  @Override
  public boolean tryLock(Descriptor file, LockKind kind) throws IOException {
    return special.tryLock(file, kind);
  }

  @Override
  public void unlock(Descriptor file) throws IOException {
    special.unlock(file);
  }

  @Override
  public int inodeFlags(Descriptor file) throws IOException {
    return special.flags(file);
  }

  @Override
  public void setInodeFlags(Descriptor file, int flags) throws IOException {
    special.setFlags(file, flags);
  }

  @Override
  public boolean enableVerity(Descriptor file) throws IOException {
    return special.enableVerity(file);
  }

  @Override
  public Optional<byte[]> verityDigest(Descriptor file) throws IOException {
    return special.verityDigest(file);
  }

  @Override
  public void freeze(Descriptor directory) throws IOException {
    special.freeze(directory);
  }

  @Override
  public void thaw(Descriptor directory) throws IOException {
    special.thaw(directory);
  }

  @Override
  public int effectiveUser() {
    return special.effectiveUser();
  }
}
