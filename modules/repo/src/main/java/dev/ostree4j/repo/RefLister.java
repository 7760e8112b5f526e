// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import java.io.IOException;
import java.util.Optional;

/// Lists refs by prefix, as the reference program does: a prefix that is a ref gives that one, one
/// that is a directory of refs gives those below it.
final class RefLister {
  /// Is told of each ref that matches.
  interface Visitor {
    /// @param shown how the listing names it
    /// @param directory the directory of its remote, or of ours
    /// @param ref its name there
    void visit(String shown, String directory, String ref, boolean isAlias) throws IOException;
  }

  private final RefWalker walker;

  RefLister(RefWalker walker) {
    this.walker = walker;
  }

  void list(String prefix, RefListing listing, Visitor visitor) throws IOException {
    if (prefix.isEmpty()) {
      listAll(listing, visitor);
      return;
    }
    Optional<RemoteName> remote = remoteAlone(prefix);
    if (remote.isPresent()) {
      listRemote(remote.get().text(), listing, visitor);
      return;
    }
    RefSpec spec = RefSpec.parse(prefix);
    if (spec.remote().isEmpty() || listing.showsRemotes()) {
      listBelow(spec, listing, visitor);
    }
  }

  /// The name in front of the colon, when nothing or a dot is behind it.
  private static Optional<RemoteName> remoteAlone(String prefix) {
    String name = prefix.endsWith(":.") ? prefix.substring(0, prefix.length() - 1) : prefix;
    return name.endsWith(":")
        ? RemoteName.find(name.substring(0, name.length() - 1))
        : Optional.empty();
  }

  /// A directory of refs that is gone is damage, not an empty list: a prune that took it for that
  /// would delete what the lost refs keep.
  private void listAll(RefListing listing, Visitor visitor) throws IOException {
    requireDirectory(RefPaths.HEADS);
    if (listing.showsRemotes()) {
      requireDirectory(RefPaths.REMOTES);
    }
    walk(RefPaths.HEADS, "", "", listing, visitor);
    if (listing.showsRemotes()) {
      for (DirectoryEntry entry : walker.list(RefPaths.REMOTES)) {
        if (RemoteName.find(entry.name()).isPresent()) {
          listRemote(entry.name(), listing, visitor);
        }
      }
    }
  }

  private void requireDirectory(String path) throws IOException {
    if (walker.status(path).isEmpty()) {
      throw new RepoException.InvalidRef(
          "Listing refs: opendir(" + path + "): No such file or directory");
    }
  }

  private void listRemote(String remote, RefListing listing, Visitor visitor) throws IOException {
    if (listing.showsRemotes()) {
      walk(RefPaths.REMOTES + "/" + remote, "", remote + ":", listing, visitor);
    }
  }

  private void listBelow(RefSpec spec, RefListing listing, Visitor visitor) throws IOException {
    String directory = RefPaths.directory(spec);
    String ref = spec.ref().text();
    String shownFirst = spec.remote().map(r -> r.text() + ":").orElse("");
    Optional<FileStatus> status = walker.status(directory + "/" + ref);
    if (status.isEmpty()) {
      return;
    }
    if (status.get().isDirectory()) {
      walk(directory, ref, shownFirst, listing, visitor);
    } else if (!listing.showsOnlyAliases() || status.get().isSymlink()) {
      visitor.visit(shownFirst + ref, directory, ref, status.get().isSymlink());
    }
  }

  private void walk(
      String directory, String below, String shownFirst, RefListing listing, Visitor visitor)
      throws IOException {
    boolean cut = listing.naming() == RefListing.Naming.BELOW_PREFIX && !below.isEmpty();
    int from = cut ? below.length() + 1 : 0;
    walker.walk(
        directory,
        below,
        (ref, isAlias) -> {
          if (isAlias || !listing.showsOnlyAliases()) {
            String shown = ref.substring(from);
            visitor.visit(
                shownFirst.isEmpty() ? shown : shownFirst + shown, directory, ref, isAlias);
          }
        });
  }
}
