// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.keyfile.KeyFileException;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The directory outside a repository, usually `etc/ostree/remotes.d`, where each `*.conf` file
/// describes remotes.
final class RemotesDirectory {
  private static final String SUFFIX = ".conf";
  private static final int DIRECTORY_MODE = 0755;

  private final Kernel kernel;
  private final Path path;

  RemotesDirectory(Kernel kernel, Path path) {
    this.kernel = kernel;
    this.path = path;
  }

  static String fileName(String remote) {
    return remote + SUFFIX;
  }

  String show(String file) {
    return path.resolve(file).toString();
  }

  /// The remotes of all files, in the order of the files' names.
  List<Remote> read() throws IOException {
    List<Remote> remotes = new ArrayList<>();
    try (Descriptor directory = kernel.openRoot(path)) {
      List<DirectoryEntry> entries = new ArrayList<>(kernel.list(directory));
      entries.sort(Comparator.comparing(DirectoryEntry::name));
      for (DirectoryEntry entry : entries) {
        if (entry.name().endsWith(SUFFIX) && isFile(directory, entry)) {
          readFile(directory, entry.name(), remotes);
        }
      }
    } catch (NoSuchFileException absent) {
      return List.of();
    }
    return remotes;
  }

  private boolean isFile(Descriptor directory, DirectoryEntry entry) throws IOException {
    return kernel.status(directory, entry.name()).isRegular();
  }

  private void readFile(Descriptor directory, String file, List<Remote> remotes)
      throws IOException {
    KeyFile options;
    try {
      options = KeyFile.parse(SmallFiles.read(kernel, directory, file));
    } catch (KeyFileException e) {
      throw new RepoException.InvalidConfig(
          "Couldn't parse " + show(file) + ": " + e.getMessage(), e);
    }
    for (String group : options.groups()) {
      String name = Remote.nameOf(group);
      if (name != null) {
        remotes.add(new Remote(name, options, file));
      }
    }
  }

  void write(String file, KeyFile options) throws IOException {
    try (Descriptor directory = openOrMake()) {
      SmallFiles.replace(kernel, directory, directory, file, options.toBytes(), true);
    }
  }

  private Descriptor openOrMake() throws IOException {
    try {
      return kernel.openRoot(path);
    } catch (NoSuchFileException absent) {
      Path parent = path.toAbsolutePath().getParent();
      if (parent == null) {
        throw absent;
      }
      // One level only: that the system has no etc/ostree at all is somebody's mistake.
      try (Descriptor above = kernel.openRoot(parent)) {
        String name = path.getFileName().toString();
        SmallFiles.ensureDirectory(kernel, above, name, DIRECTORY_MODE);
        return kernel.openDirectory(above, name);
      }
    }
  }

  void remove(String file) throws IOException {
    try (Descriptor directory = kernel.openRoot(path)) {
      kernel.unlink(directory, file);
    }
  }
}
