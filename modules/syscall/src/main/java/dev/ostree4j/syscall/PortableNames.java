// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Names in directories through `java.nio.file`, with the answers that Linux would give.
final class PortableNames {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  private final PortableStatus status;

  PortableNames(PortableStatus status) {
    this.status = status;
  }

  FileAttribute<?>[] attributes(int mode) {
    return status.hasPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PortableStatus.permissions(mode))
        }
        : NO_ATTRIBUTES;
  }

  FileStatus status(Call call, Path path, String label) throws IOException {
    return PortableErrors.run(call, label, () -> status.read(path));
  }

  Optional<FileStatus> find(Call call, Path path, String label) throws IOException {
    try {
      return Optional.of(status(call, path, label));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  List<DirectoryEntry> list(PortableDescriptor directory) throws IOException {
    Call call = Call.GETDENTS;
    if (directory.isFile()) {
      throw PortableErrors.error(call, directory.label(), Errno.ENOTDIR);
    }
    return PortableErrors.run(call, directory.label(), () -> list(directory.path()));
  }

  private static List<DirectoryEntry> list(Path directory) throws IOException {
    List<DirectoryEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        entries.add(new DirectoryEntry(child.getFileName().toString(), type(child), 0));
      }
    }
    return entries;
  }

  private static FileType type(Path path) throws IOException {
    try {
      return PortableStatus.type(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException removedMeanwhile) {
      return FileType.UNKNOWN;
    }
  }

  void link(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException {
    Call call = Call.LINKAT;
    Path source = PortablePaths.resolve(call, fromAt, from);
    Path target = PortablePaths.resolve(call, toAt, to);
    FileType type = status(call, source, from).type();
    if (type == FileType.DIRECTORY) {
      throw PortableErrors.error(call, from, Errno.EPERM);
    }
    if (type == FileType.SYMLINK) {
      throw PortableErrors.error(call, from, Errno.EOPNOTSUPP);
    }
    PortableErrors.run(call, to, () -> Files.createLink(target, source));
  }

  /// Moves and replaces. Whether the kinds of the two fit is checked here, since providers differ.
  void rename(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException {
    Call call = Call.RENAMEAT2;
    Path source = PortablePaths.resolve(call, fromAt, from);
    Path target = PortablePaths.resolve(call, toAt, to);
    boolean directory = status(call, source, from).isDirectory();
    Optional<FileStatus> old = find(call, target, to);
    if (old.isPresent() && old.get().isDirectory() != directory) {
      throw PortableErrors.error(call, to, directory ? Errno.ENOTDIR : Errno.EISDIR);
    }
    PortableErrors.run(
        call,
        to,
        () ->
            Files.move(
                source,
                target,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE));
  }

  void renameNoReplace(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    Call call = Call.RENAMEAT2;
    Path source = PortablePaths.resolve(call, fromAt, from);
    Path target = PortablePaths.resolve(call, toAt, to);
    status(call, source, from);
    if (find(call, target, to).isPresent()) {
      throw PortableErrors.error(call, to, Errno.EEXIST);
    }
    PortableErrors.run(call, to, () -> Files.move(source, target));
  }

  void unlink(Descriptor at, String path) throws IOException {
    Path target = PortablePaths.resolve(Call.UNLINKAT, at, path);
    if (status(Call.UNLINKAT, target, path).isDirectory()) {
      throw PortableErrors.error(Call.UNLINKAT, path, Errno.EISDIR);
    }
    PortableErrors.run(Call.UNLINKAT, path, () -> Files.delete(target));
  }

  void removeDirectory(Descriptor at, String path) throws IOException {
    Path target = PortablePaths.resolve(Call.UNLINKAT, at, path);
    if (!status(Call.UNLINKAT, target, path).isDirectory()) {
      throw PortableErrors.error(Call.UNLINKAT, path, Errno.ENOTDIR);
    }
    PortableErrors.run(Call.UNLINKAT, path, () -> Files.delete(target));
  }

  void makeDirectory(Descriptor at, String path, int mode) throws IOException {
    Path target = PortablePaths.resolve(Call.MKDIRAT, at, path);
    PortableErrors.run(Call.MKDIRAT, path, () -> Files.createDirectory(target, attributes(mode)));
  }

  /// A target that this file system would write in another way is refused, not changed.
  void symlink(String content, Descriptor at, String path) throws IOException {
    Path link = PortablePaths.resolve(Call.SYMLINKAT, at, path);
    if (content.isEmpty()) {
      throw PortableErrors.error(Call.SYMLINKAT, path, Errno.ENOENT);
    }
    Path target = link.getFileSystem().getPath(content);
    if (!text(target).equals(content)) {
      throw PortableErrors.error(Call.SYMLINKAT, path, Errno.EINVAL);
    }
    PortableErrors.run(Call.SYMLINKAT, path, () -> Files.createSymbolicLink(link, target));
  }

  String readLink(Descriptor at, String path) throws IOException {
    Path link = PortablePaths.resolve(Call.READLINKAT, at, path);
    return text(PortableErrors.run(Call.READLINKAT, path, () -> Files.readSymbolicLink(link)));
  }

  private static String text(Path path) {
    String separator = path.getFileSystem().getSeparator();
    return separator.equals("/") ? path.toString() : path.toString().replace(separator, "/");
  }
}
