// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `java.nio.file` can do: enough for repositories of mode archive and bare-user-only.
///
/// Serves macOS, Windows and file systems in memory. It asks by path, so it can tell planted links
/// but not outrun whoever plants them, and an interrupted thread closes the file it works on. What
/// was written is synced when it is closed, as no whole file system can be.
public final class PortableKernel implements Kernel {
  private static final int COPY_BYTES = 64 * 1024;

  private final FileSystem fileSystem;
  private final Set<Capability> capabilities;
  private final PortableStatus status;
  private final PortableNames names;
  private final PortableXattrs xattrs;
  private final PortableLocks locks = new PortableLocks();

  /// A kernel for this file system; every path given to [#openRoot] must belong to it.
  public PortableKernel(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
    status = new PortableStatus(fileSystem);
    names = new PortableNames(status);
    xattrs = new PortableXattrs(fileSystem);
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
    if (directory.getFileSystem() != fileSystem) {
      throw new IllegalArgumentException("not a path of this kernel's file system: " + directory);
    }
    String label = directory.toString();
    Path real = PortableErrors.run(Call.OPENAT, label, () -> directory.toRealPath());
    return directory(real, label);
  }

  @Override
  public Descriptor openDirectory(Descriptor at, String path) throws IOException {
    return directory(PortablePaths.resolve(Call.OPENAT, at, path), path);
  }

  @Override
  public Descriptor openRead(Descriptor at, String path) throws IOException {
    return openRegular(at, path, StandardOpenOption.READ);
  }

  @Override
  public Descriptor openReadBeneath(Descriptor at, String path) throws IOException {
    return openRead(at, LinkWalk.resolve(this, at, path));
  }

  @Override
  public Descriptor openReadWrite(Descriptor at, String path) throws IOException {
    return openRegular(at, path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public Descriptor create(Descriptor at, String path, int mode) throws IOException {
    return open(
        PortablePaths.resolve(Call.OPENAT, at, path), path, mode, StandardOpenOption.CREATE_NEW);
  }

  @Override
  public Descriptor openOrCreate(Descriptor at, String path, int mode) throws IOException {
    Path file = PortablePaths.resolve(Call.OPENAT, at, path);
    Optional<FileStatus> old = names.find(Call.OPENAT, file, path);
    return old.isPresent()
        ? openReadWrite(at, path)
        : open(file, path, mode, StandardOpenOption.CREATE);
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
    FileChannel channel = channel(Call.READ, file);
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
    return length == 0 ? 0 : run(Call.READ, file, () -> channel.read(target));
  }

  @Override
  public int readAt(Descriptor file, long position, byte[] buffer, int offset, int length)
      throws IOException {
    FileChannel channel = channel(Call.PREAD, file);
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
    return length == 0 ? 0 : run(Call.PREAD, file, () -> channel.read(target, position));
  }

  @Override
  public void write(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    FileChannel channel = writable(Call.WRITE, file);
    ByteBuffer source = ByteBuffer.wrap(buffer, offset, length);
    PortableErrors.run(
        Call.WRITE,
        PortableDescriptor.of(file).label(),
        () -> {
          while (source.hasRemaining()) {
            channel.write(source);
          }
        });
  }

  @Override
  public long copyRange(Descriptor from, Descriptor to, long lengthBytes) throws IOException {
    byte[] buffer = new byte[COPY_BYTES];
    long done = 0;
    while (done < lengthBytes) {
      int count = read(from, buffer, 0, (int) Math.min(buffer.length, lengthBytes - done));
      if (count < 0) {
        break;
      }
      write(to, buffer, 0, count);
      done += count;
    }
    return done;
  }

  @Override
  public boolean reflink(Descriptor from, Descriptor to) throws IOException {
    PortableDescriptor.of(from);
    PortableDescriptor.of(to);
    return false;
  }

  @Override
  public void truncate(Descriptor file, long sizeBytes) throws IOException {
    FileChannel channel = writable(Call.FTRUNCATE, file);
    PortableErrors.run(
        Call.FTRUNCATE,
        PortableDescriptor.of(file).label(),
        () -> {
          if (sizeBytes <= channel.size()) {
            channel.truncate(sizeBytes);
          } else {
            channel.write(ByteBuffer.allocate(1), sizeBytes - 1);
          }
        });
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
    return run(Call.FSTATFS, file, () -> PortableStatus.fileSystem(open.path()));
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
    force(Call.FSYNC, file, true);
  }

  @Override
  public void dataSync(Descriptor file) throws IOException {
    force(Call.FDATASYNC, file, false);
  }

  @Override
  public void syncFileSystem(Descriptor file) throws IOException {
    force(Call.SYNCFS, file, true);
  }

  @Override
  public boolean tryLock(Descriptor file, LockKind kind) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    FileChannel channel = open.channel(Call.FCNTL);
    return run(Call.FCNTL, file, () -> locks.tryLock(open.path(), channel, kind));
  }

  @Override
  public void unlock(Descriptor file) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    FileChannel channel = open.channel(Call.FCNTL);
    PortableErrors.run(Call.FCNTL, open.label(), () -> locks.unlock(open.path(), channel));
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

  private Descriptor directory(Path path, String label) throws IOException {
    FileStatus found = names.status(Call.OPENAT, path, label);
    if (!found.isDirectory()) {
      throw PortableErrors.error(Call.OPENAT, label, Errno.ENOTDIR);
    }
    return new PortableDescriptor(locks, path, label, null);
  }

  /// Looks first: opening a pipe would wait, and opening a device has effects.
  private Descriptor openRegular(Descriptor at, String path, OpenOption... options)
      throws IOException {
    Path file = PortablePaths.resolve(Call.OPENAT, at, path);
    switch (names.status(Call.OPENAT, file, path).type()) {
      case REGULAR -> {}
      case SYMLINK -> throw PortableErrors.error(Call.OPENAT, path, Errno.ELOOP);
      case DIRECTORY -> throw PortableErrors.error(Call.OPENAT, path, Errno.EISDIR);
      default -> throw PortableErrors.error(Call.OPENAT, path, Errno.EINVAL);
    }
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = PortableErrors.run(Call.OPENAT, path, () -> FileChannel.open(file, all));
    return new PortableDescriptor(locks, file, path, channel);
  }

  private Descriptor open(Path file, String path, int mode, OpenOption how) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS, how);
    FileChannel channel =
        PortableErrors.run(
            Call.OPENAT, path, () -> FileChannel.open(file, options, names.attributes(mode)));
    return new PortableDescriptor(locks, file, path, channel);
  }

  private static FileChannel channel(Call call, Descriptor file) throws IOException {
    return PortableDescriptor.of(file).channel(call);
  }

  private static FileChannel writable(Call call, Descriptor file) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    FileChannel channel = open.channel(call);
    open.markWritten();
    return channel;
  }

  private static <T> T run(Call call, Descriptor file, PortableErrors.Body<T> body)
      throws IOException {
    return PortableErrors.run(call, PortableDescriptor.of(file).label(), body);
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

  /// A directory is synced where the provider lets one be opened as a file, which is only known by
  /// trying; elsewhere there is no way.
  private static void force(Call call, Descriptor file, boolean metadata) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    if (open.isFile()) {
      FileChannel channel = open.channel(call);
      PortableErrors.run(call, open.label(), () -> channel.force(metadata));
      return;
    }
    FileChannel directory;
    try {
      directory = FileChannel.open(open.path(), StandardOpenOption.READ);
    } catch (IOException notHere) {
      return;
    }
    try (directory) {
      PortableErrors.run(call, open.label(), () -> directory.force(true));
    }
  }
}
