// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.TreeSet;

/// Writes and removes the files of refs, each in one step.
final class RefWriter {
  private static final int DIRECTORY_MODE = 0777;
  private static final int ATTEMPTS = 100;

  /// What puts a file or a link at a path.
  private interface Placing {
    void place(String path) throws IOException;
  }

  private final Repo repo;
  private final Kernel kernel;
  private final Descriptor root;
  private final RefWalker walker;

  RefWriter(Repo repo, RefWalker walker) {
    this.repo = repo;
    this.kernel = repo.kernel();
    this.root = repo.directory();
    this.walker = walker;
  }

  /// @param sync whether it is forced to disk before it takes effect
  void write(String directory, String ref, Checksum commit, boolean sync) throws IOException {
    byte[] content = (commit.hex() + "\n").getBytes(StandardCharsets.US_ASCII);
    place(
        directory,
        ref,
        path -> SmallFiles.replace(kernel, repo.tmpDirectory(), root, path, content, sync));
  }

  /// An alias is a link relative to where it lies, so that the repository can be moved.
  void writeAlias(String directory, String alias, String target) throws IOException {
    StringBuilder relative = new StringBuilder();
    for (int i = 0; i < alias.length(); i++) {
      relative.append(alias.charAt(i) == '/' ? "../" : "");
    }
    place(directory, alias, path -> replaceLink(relative + target, path));
  }

  private void replaceLink(String target, String path) throws IOException {
    Descriptor tmp = repo.tmpDirectory();
    for (int attempt = 0; ; attempt++) {
      String name = RandomNames.next("alias-");
      try {
        kernel.symlink(target, tmp, name);
      } catch (FileAlreadyExistsException taken) {
        if (attempt == ATTEMPTS) {
          throw taken;
        }
        continue;
      }
      try {
        kernel.rename(tmp, name, root, path);
        return;
      } catch (IOException | RuntimeException e) {
        SmallFiles.removeAfter(e, kernel, tmp, name);
        throw e;
      }
    }
  }

  void remove(String directory, String ref) throws IOException {
    String path = directory + "/" + ref;
    try {
      SmallFiles.removeIfPresent(kernel, root, path);
    } catch (NotDirectoryException aboveIsARef) {
      // Then there is no such ref.
      return;
    } catch (FileSystemException e) {
      if (isDirectory(path)) {
        throw new RepoException.InvalidRef("Couldn't remove ref '" + ref + "': Is a directory");
      }
      throw e;
    }
  }

  private void place(String directory, String ref, Placing placing) throws IOException {
    if (Checksum.find(ref).isPresent()) {
      throw new RepoException.InvalidRef("Rev name '" + ref + "' looks like a checksum");
    }
    String path = directory + "/" + ref;
    try {
      SmallFiles.ensureDirectories(
          kernel, root, path.substring(0, path.lastIndexOf('/')), DIRECTORY_MODE);
      placing.place(path);
    } catch (NotDirectoryException e) {
      throw new RepoException.InvalidRef("openat(" + path + "): Not a directory");
    } catch (FileSystemException e) {
      if (!isDirectory(path)) {
        throw e;
      }
      clearDirectory(directory, ref);
      placing.place(path);
    }
  }

  private boolean isDirectory(String path) throws IOException {
    return walker.status(path).filter(FileStatus::isDirectory).isPresent();
  }

  /// Removed refs leave their directories behind; those do not keep a name from being used.
  private void clearDirectory(String directory, String ref) throws IOException {
    TreeSet<String> below = new TreeSet<>();
    walker.walk(directory, ref, (one, isAlias) -> below.add(one.substring(ref.length() + 1)));
    if (!below.isEmpty()) {
      throw new RepoException.InvalidRef(
          "Conflict: " + below.first() + " exists under " + ref + " when attempting write");
    }
    removeEmpty(directory + "/" + ref);
  }

  private void removeEmpty(String path) throws IOException {
    for (DirectoryEntry entry : walker.list(path)) {
      String child = path + "/" + entry.name();
      if (isDirectory(child)) {
        removeEmpty(child);
      }
    }
    // What is no ref and no directory stays, and so does its directory: this fails.
    kernel.removeDirectory(root, path);
  }

  /// The ref an alias stands for.
  Optional<String> aliasTarget(String directory, String alias) throws IOException {
    String target = kernel.readLink(root, directory + "/" + alias);
    int slash = alias.lastIndexOf('/');
    String from = slash < 0 ? "" : alias.substring(0, slash);
    while (target.startsWith("../")) {
      if (from.isEmpty()) {
        return Optional.empty();
      }
      int above = from.lastIndexOf('/');
      from = above < 0 ? "" : from.substring(0, above);
      target = target.substring(3);
    }
    return Optional.of(from.isEmpty() ? target : from + "/" + target);
  }
}
