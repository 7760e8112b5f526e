// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Workers;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/// Turns a commit into a directory, by hardlink where the modes allow it.
///
/// @since 0.1
public final class Checkout {

  private static final Set<String> NAMELESS = Set.of("", ".", "..");

  private final Repo repo;
  private final CheckoutOptions options;

  /// A checkout from the repository.
  public Checkout(Repo repo, CheckoutOptions options) {
    this.repo = repo;
    // Such a repository knows no owners and no xattrs, so there is nothing else to make.
    this.options =
        repo.mode() == RepoMode.BARE_USER_ONLY
            ? options.withMode(CheckoutOptions.Mode.USER)
            : options;
  }

  /// Writes the commit to the path; its parent directory must exist.
  ///
  /// A symlink to a directory counts as that directory here, and nowhere below.
  ///
  /// @throws TreeException says what is in the way, or why a required link is impossible
  public void write(Checksum commit, Path destination) throws IOException {
    TreeEntry source = source(commit);
    Kernel kernel = repo.kernel();
    Path name = destination.getFileName();
    boolean nameless = name == null || NAMELESS.contains(name.toString());
    if (nameless || leadsToDirectory(kernel, destination)) {
      try (Descriptor at = kernel.openRoot(destination)) {
        write(source, at, ".");
      }
      return;
    }
    try (Descriptor at = openParent(kernel, destination)) {
      write(source, at, Objects.requireNonNull(name).toString());
    }
  }

  /// Writes the commit to a path below an open directory; only its last name is created.
  @SuppressWarnings("exports")
  public void write(Checksum commit, Descriptor at, String path) throws IOException {
    write(source(commit), at, path);
  }

  /// Writes a tree which need not belong to a commit.
  @SuppressWarnings("exports")
  public void write(TreeRoot tree, Descriptor at, String path) throws IOException {
    write(CommitTree.of(repo, tree).resolve(options.subpath()), at, path);
  }

  private TreeEntry source(Checksum commit) throws IOException {
    return CommitTree.open(repo, commit).resolve(options.subpath());
  }

  private boolean leadsToDirectory(Kernel kernel, Path destination) throws IOException {
    if (options.existing() == CheckoutOptions.Existing.REFUSE) {
      return false;
    }
    try (Descriptor at = openParent(kernel, destination)) {
      String name = Objects.requireNonNull(destination.getFileName()).toString();
      return kernel.findStatus(at, name).map(FileStatus::isSymlink).orElse(false);
    }
  }

  private static Descriptor openParent(Kernel kernel, Path destination) throws IOException {
    Path parent = destination.getParent();
    try {
      return kernel.openRoot(parent == null ? destination.resolveSibling("") : parent);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(null, null, "mkdirat: No such file or directory");
    }
  }

  private void write(TreeEntry source, Descriptor at, String name) throws IOException {
    UncompressedCache cache = UncompressedCache.of(repo, options);
    try (var files = new FileCheckout(repo, options, cache)) {
      var walk = new CheckoutWalk(repo, options, files, Workers.forAllProcessors());
      switch (source) {
        case TreeEntry.Directory directory -> walk.writeTree(directory.root(), at, name);
        case TreeEntry.File file -> walk.writeFile(at, name, file.name(), file.checksum());
      }
      if (cache != null) {
        cache.publish();
      }
    } finally {
      if (cache != null) {
        cache.close();
      }
    }
  }
}
