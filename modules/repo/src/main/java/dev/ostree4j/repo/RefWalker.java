// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.RefName;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;

/// Finds the files of refs below a directory. Names that cannot be those of refs are passed over:
/// they are what other programs left there.
final class RefWalker {
  /// Is told of each ref.
  interface Visitor {
    /// @param ref its name, relative to the directory that is walked
    void visit(String ref, boolean isAlias) throws IOException;
  }

  private final Kernel kernel;
  private final Descriptor root;

  RefWalker(Repo repo) {
    this.kernel = repo.kernel();
    this.root = repo.directory();
  }

  /// Shows all refs below a directory; none when it is not there.
  ///
  /// @param below only refs below this one, itself the name of a ref; the empty text for all
  void walk(String directory, String below, Visitor visitor) throws IOException {
    String path = below.isEmpty() ? directory : directory + "/" + below;
    for (DirectoryEntry entry : list(path)) {
      if (!RefName.matches(entry.name())) {
        continue;
      }
      String ref = below.isEmpty() ? entry.name() : below + "/" + entry.name();
      FileType type = type(path, entry);
      if (type == FileType.DIRECTORY) {
        walk(directory, ref, visitor);
      } else if (type == FileType.REGULAR || type == FileType.SYMLINK) {
        visitor.visit(ref, type == FileType.SYMLINK);
      }
    }
  }

  /// What is in a directory; nothing when there is no such directory.
  List<DirectoryEntry> list(String path) throws IOException {
    try (Descriptor directory = kernel.openDirectory(root, path)) {
      return kernel.list(directory);
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    }
  }

  /// What is at a path; nothing when nothing is there.
  Optional<FileStatus> status(String path) throws IOException {
    try {
      return kernel.findStatus(root, path);
    } catch (NotDirectoryException aRefIsInTheWay) {
      return Optional.empty();
    }
  }

  private FileType type(String path, DirectoryEntry entry) throws IOException {
    if (entry.type() != FileType.UNKNOWN) {
      return entry.type();
    }
    return status(path + "/" + entry.name()).map(FileStatus::type).orElse(FileType.UNKNOWN);
  }
}
