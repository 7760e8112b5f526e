// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `java.nio.file` can do: enough for repositories of mode archive and bare-user-only.
///
/// Serves macOS, Windows and file systems in memory. It asks by path, so it can tell planted links
/// but not outrun whoever plants them, and an interrupted thread closes the file it works on. What
/// was written is synced when it is closed, as no whole file system can be.
///
/// @since 0.1
public final class PortableKernel implements Kernel {
  private final Set<Capability> capabilities;
  private final PortableStatus status;
  private final PortableNames names;
  private final PortableXattrs xattrs;
  private final PortableFiles files;

  /// A kernel for this file system; every path given to [#openRoot] must belong to it.
  public PortableKernel(FileSystem fileSystem) {
    status = new PortableStatus(fileSystem);
    names = new PortableNames(status);
    xattrs = new PortableXattrs(fileSystem);
    files = new PortableFiles(fileSystem, names);
    Set<Capability> able = EnumSet.noneOf(Capability.class);
    if (status.hasPosix()) {
      able.add(Capability.PERMISSIONS);
    }
    if (xattrs.areKnown()) {
      able.add(Capability.XATTRS);
    }
    capabilities = Collections.unmodifiableSet(able);
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Descriptor openRoot(Path directory) throws IOException {
    return files.openRoot(directory);
  }

  @Override
  public Descriptor openDirectory(Descriptor at, String path) throws IOException {
    return files.openDirectory(PortablePaths.resolve(Call.OPENAT, at, path), path);
  }

  @Override
  public Descriptor openRead(Descriptor at, String path) throws IOException {
    return files.openRegular(at, path, StandardOpenOption.READ);
  }

  @Override
  public Descriptor openReadBeneath(Descriptor at, String path) throws IOException {
    return openRead(at, LinkWalk.resolve(this, at, path));
  }

  @Override
  public Descriptor openReadWrite(Descriptor at, String path) throws IOException {
    return files.openRegular(at, path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public Descriptor create(Descriptor at, String path, int mode) throws IOException {
    return files.create(at, path, mode, StandardOpenOption.CREATE_NEW);
  }

  @Override
  public Descriptor openOrCreate(Descriptor at, String path, int mode) throws IOException {
    return files.openOrCreate(at, path, mode);
  }

  @Override
  public Optional<Descriptor> createUnnamed(Descriptor directory, int mode) throws IOException {
    PortableDescriptor.of(directory);
    return Optional.empty();
  }

  @Override
  public void linkUnnamed(Descriptor file, Descriptor at, String path) throws IOException {
    throw unsupported(Call.LINKAT, path);
  }

  @Override
  public int read(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    return files.read(file, buffer, offset, length);
  }

  @Override
  public int readAt(Descriptor file, long position, byte[] buffer, int offset, int length)
      throws IOException {
    return files.readAt(file, position, buffer, offset, length);
  }

  @Override
  public Optional<MemorySegment> map(Descriptor file, Arena arena) {
    return Optional.empty();
  }

  @Override
  public void write(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    files.write(file, buffer, offset, length);
  }

  @Override
  public long copyRange(Descriptor from, Descriptor to, long lengthBytes) throws IOException {
    return files.copyRange(from, to, lengthBytes);
  }

  @Override
  public boolean reflink(Descriptor from, Descriptor to) throws IOException {
    PortableDescriptor.of(from);
    PortableDescriptor.of(to);
    return false;
  }

  @Override
  public void truncate(Descriptor file, long sizeBytes) throws IOException {
    files.truncate(file, sizeBytes);
  }

  @Override
  public FileStatus status(Descriptor file) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    return names.status(Call.STATX_OPEN, open.path(), open.label());
  }

  @Override
  public FileStatus status(Descriptor at, String path) throws IOException {
    return names.status(Call.STATX, PortablePaths.resolve(Call.STATX, at, path), path);
  }

  @Override
  public Optional<FileStatus> findStatus(Descriptor at, String path) throws IOException {
    try {
      return Optional.of(status(at, path));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  public FileSystemStatus fileSystem(Descriptor file) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    return PortableErrors.run(
        Call.FSTATFS, open.label(), () -> PortableStatus.fileSystem(open.path()));
  }

  @Override
  public String readLink(Descriptor at, String path) throws IOException {
    return names.readLink(at, path);
  }

  @Override
  public List<DirectoryEntry> list(Descriptor directory) throws IOException {
    return names.list(PortableDescriptor.of(directory));
  }

  @Override
  public void link(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException {
    names.link(fromAt, from, toAt, to);
  }

  @Override
  public void rename(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    names.rename(fromAt, from, toAt, to);
  }

  @Override
  public void renameNoReplace(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    names.renameNoReplace(fromAt, from, toAt, to);
  }

  @Override
  public void exchange(Descriptor oneAt, String one, Descriptor otherAt, String other)
      throws IOException {
    throw unsupported(Call.RENAMEAT2, one);
  }

  @Override
  public void unlink(Descriptor at, String path) throws IOException {
    names.unlink(at, path);
  }

  @Override
  public void removeDirectory(Descriptor at, String path) throws IOException {
    names.removeDirectory(at, path);
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
    throw unsupported(Call.MKNODAT, path);
  }

  @Override
  public void changeOwner(Descriptor file, int uid, int gid) throws IOException {
    throw unsupported(Call.FCHOWN, PortableDescriptor.of(file).label());
  }

  @Override
  public void changeOwner(Descriptor at, String path, int uid, int gid) throws IOException {
    throw unsupported(Call.FCHOWNAT, path);
  }

  @Override
  public void changeMode(Descriptor file, int mode) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    changeMode(Call.FCHMOD, open.path(), open.label(), mode);
  }

  @Override
  public void changeMode(Descriptor at, String path, int mode) throws IOException {
    Path target = PortablePaths.resolve(Call.FCHMODAT, at, path);
    if (names.status(Call.FCHMODAT, target, path).isSymlink()) {
      throw unsupported(Call.FCHMODAT, path);
    }
    changeMode(Call.FCHMODAT, target, path, mode);
  }

  @Override
  public void setTimes(Descriptor file, Instant accessed, Instant modified) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    setTimes(open.path(), open.label(), accessed, modified);
  }

  @Override
  public void setTimes(Descriptor at, String path, Instant accessed, Instant modified)
      throws IOException {
    setTimes(PortablePaths.resolve(Call.UTIMENSAT, at, path), path, accessed, modified);
  }

  @Override
  public List<byte[]> xattrNames(Descriptor file) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    return xattrs.names(Call.FLISTXATTR, open.path(), open.label());
  }

  @Override
  public List<byte[]> xattrNames(Descriptor at, String path) throws IOException {
    return xattrs.names(Call.LLISTXATTR, PortablePaths.resolve(Call.LLISTXATTR, at, path), path);
  }

  @Override
  public Optional<byte[]> xattr(Descriptor file, byte[] name) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    return xattrs.value(Call.FGETXATTR, open.path(), open.label(), name);
  }

  @Override
  public Optional<byte[]> xattr(Descriptor at, String path, byte[] name) throws IOException {
    return xattrs.value(
        Call.LGETXATTR, PortablePaths.resolve(Call.LGETXATTR, at, path), path, name);
  }

  @Override
  public void setXattr(Descriptor file, byte[] name, byte[] value) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    xattrs.set(Call.FSETXATTR, open.path(), open.label(), name, value);
  }

  @Override
  public void setXattr(Descriptor at, String path, byte[] name, byte[] value) throws IOException {
    xattrs.set(Call.LSETXATTR, PortablePaths.resolve(Call.LSETXATTR, at, path), path, name, value);
  }

  @Override
  public void removeXattr(Descriptor file, byte[] name) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    xattrs.remove(Call.FREMOVEXATTR, open.path(), open.label(), name);
  }

  @Override
  public void removeXattr(Descriptor at, String path, byte[] name) throws IOException {
    xattrs.remove(
        Call.LREMOVEXATTR, PortablePaths.resolve(Call.LREMOVEXATTR, at, path), path, name);
  }

  @Override
  public void sync(Descriptor file) throws IOException {
    PortableFiles.force(Call.FSYNC, file, true);
  }

  @Override
  public void dataSync(Descriptor file) throws IOException {
    PortableFiles.force(Call.FDATASYNC, file, false);
  }

  @Override
  public void syncFileSystem(Descriptor file) throws IOException {
    PortableFiles.force(Call.SYNCFS, file, true);
  }

  @Override
  public boolean tryLock(Descriptor file, LockKind kind) throws IOException {
    return files.tryLock(file, kind);
  }

  @Override
  public void unlock(Descriptor file) throws IOException {
    files.unlock(file);
  }

  @Override
  public int inodeFlags(Descriptor file) throws IOException {
    throw unsupported(Call.IOCTL, PortableDescriptor.of(file).label());
  }

  @Override
  public void setInodeFlags(Descriptor file, int flags) throws IOException {
    throw unsupported(Call.IOCTL, PortableDescriptor.of(file).label());
  }

  @Override
  public boolean enableVerity(Descriptor file) throws IOException {
    PortableDescriptor.of(file);
    return false;
  }

  @Override
  public Optional<byte[]> verityDigest(Descriptor file) throws IOException {
    PortableDescriptor.of(file);
    return Optional.empty();
  }

  @Override
  public void freeze(Descriptor directory) throws IOException {
    throw unsupported(Call.IOCTL, PortableDescriptor.of(directory).label());
  }

  @Override
  public void thaw(Descriptor directory) throws IOException {
    throw unsupported(Call.IOCTL, PortableDescriptor.of(directory).label());
  }

  @Override
  public int effectiveUser() {
    return -1;
  }

  private static IOException unsupported(Call call, String path) {
    return PortableErrors.error(call, path, Errno.EOPNOTSUPP);
  }

  /// Where no permission bits are kept there is nothing to change.
  private void changeMode(Call call, Path path, String label, int mode) throws IOException {
    if (!status.hasPosix()) {
      return;
    }
    if ((mode & 07000) != 0) {
      throw unsupported(call, label);
    }
    PortableErrors.run(
        call,
        label,
        () -> {
          Files.setPosixFilePermissions(path, PortableStatus.permissions(mode));
        });
  }

  private static void setTimes(Path path, String label, Instant accessed, Instant modified)
      throws IOException {
    BasicFileAttributeView view =
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    FileTime change = FileTime.from(modified);
    FileTime access = FileTime.from(accessed);
    PortableErrors.run(Call.UTIMENSAT, label, () -> view.setTimes(change, access, null));
  }
}
