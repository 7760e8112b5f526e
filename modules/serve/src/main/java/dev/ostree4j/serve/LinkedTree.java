// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/// The files below a path, and wherever symlinks there lead.
record LinkedTree(Path root) implements ServedTree {
  @Override
  public Found find(String path) throws IOException {
    try {
      return find(root.resolve(path));
    } catch (AccessDeniedException e) {
      return new Found.Hidden();
    } catch (FileSystemException | InvalidPathException e) {
      return new Found.Nothing();
    }
  }

  private static Found find(Path path) throws IOException {
    PosixFileAttributes status = Files.readAttributes(path, PosixFileAttributes.class);
    var permissions = status.permissions();
    if (!permissions.contains(PosixFilePermission.OTHERS_READ)) {
      return new Found.Hidden();
    }
    if (status.isRegularFile()) {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new Found.File(
          new ChannelFile(channel, channel.size(), status.lastModifiedTime().toInstant()));
    }
    return status.isDirectory() && permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
        ? new Found.Directory(names(path))
        : new Found.Hidden();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() {}
}
