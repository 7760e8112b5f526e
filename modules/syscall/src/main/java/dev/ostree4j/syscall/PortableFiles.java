// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/// Opens files through `java.nio.file`, and moves and locks what is in them.
final class PortableFiles {
  private static final int COPY_BYTES = 64 * 1024;

  private final FileSystem fileSystem;
  private final PortableNames names;
  private final PortableLocks locks = new PortableLocks();

  PortableFiles(FileSystem fileSystem, PortableNames names) {
    this.fileSystem = fileSystem;
    this.names = names;
  }

  Descriptor openRoot(Path directory) throws IOException {
    if (directory.getFileSystem() != fileSystem) {
      throw new IllegalArgumentException("not a path of this kernel's file system: " + directory);
    }
    String label = directory.toString();
    Path real = PortableErrors.run(Call.OPENAT, label, () -> directory.toRealPath());
    return openDirectory(real, label);
  }

  Descriptor openDirectory(Path path, String label) throws IOException {
    FileStatus found = names.status(Call.OPENAT, path, label);
    if (!found.isDirectory()) {
      throw PortableErrors.error(Call.OPENAT, label, Errno.ENOTDIR);
    }
    return new PortableDescriptor(locks, path, label, null);
  }

  /// Looks first: opening a pipe would wait, and opening a device has effects.
  Descriptor openRegular(Descriptor at, String path, OpenOption... options) throws IOException {
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

  Descriptor create(Descriptor at, String path, int mode, OpenOption how) throws IOException {
    return open(PortablePaths.resolve(Call.OPENAT, at, path), path, mode, how);
  }

  Descriptor openOrCreate(Descriptor at, String path, int mode) throws IOException {
    Path file = PortablePaths.resolve(Call.OPENAT, at, path);
    return names.find(Call.OPENAT, file, path).isPresent()
        ? openRegular(at, path, StandardOpenOption.READ, StandardOpenOption.WRITE)
        : open(file, path, mode, StandardOpenOption.CREATE);
  }

  private Descriptor open(Path file, String path, int mode, OpenOption how) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS, how);
    FileChannel channel =
        PortableErrors.run(
            Call.OPENAT, path, () -> FileChannel.open(file, options, names.attributes(mode)));
    return new PortableDescriptor(locks, file, path, channel);
  }

  int read(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    FileChannel channel = channel(Call.READ, file);
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
    return length == 0 ? 0 : run(Call.READ, file, () -> channel.read(target));
  }

  int readAt(Descriptor file, long position, byte[] buffer, int offset, int length)
      throws IOException {
    FileChannel channel = channel(Call.PREAD, file);
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
    return length == 0 ? 0 : run(Call.PREAD, file, () -> channel.read(target, position));
  }

  void write(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
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

  long copyRange(Descriptor from, Descriptor to, long lengthBytes) throws IOException {
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

  void truncate(Descriptor file, long sizeBytes) throws IOException {
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

  boolean tryLock(Descriptor file, LockKind kind) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    FileChannel channel = open.channel(Call.FCNTL);
    return run(Call.FCNTL, file, () -> locks.tryLock(open.path(), channel, kind));
  }

  void unlock(Descriptor file) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    FileChannel channel = open.channel(Call.FCNTL);
    PortableErrors.run(Call.FCNTL, open.label(), () -> locks.unlock(open.path(), channel));
  }

  /// A directory is synced where the provider lets one be opened as a file, which is only known by
  /// trying; elsewhere there is no way.
  static void force(Call call, Descriptor file, boolean metadata) throws IOException {
    PortableDescriptor open = PortableDescriptor.of(file);
    if (open.isFile()) {
      FileChannel channel = open.channel(call);
      PortableErrors.run(call, open.label(), () -> channel.force(metadata));
      return;
    }
    FileChannel directory;
    try {
      directory = FileChannel.open(open.path(), StandardOpenOption.READ);
    } catch (IOException | UnsupportedOperationException notHere) {
      return;
    }
    try (directory) {
      PortableErrors.run(call, open.label(), () -> directory.force(true));
    }
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
}
