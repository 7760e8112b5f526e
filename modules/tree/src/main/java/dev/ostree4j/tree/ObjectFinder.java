// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.PrefixDirectories;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds the file of a content object in a repository or its parents, with as few calls as tell
/// whether it can be linked.
///
/// The directories of objects stay open until the checkout is done.
final class ObjectFinder implements AutoCloseable {

  private static final byte[] BARE_USER = "user.ostreemeta".getBytes(StandardCharsets.US_ASCII);

  /// A loose object.
  ///
  /// @param repo the repository which has it
  /// @param directory the open directory of its file
  /// @param name the name of its file there
  /// @param path its file, relative to the `objects` directory
  /// @param status of its file
  /// @param mode type and permissions as committed; 0 when only opening the object would tell
  record Located(
      Repo repo, Descriptor directory, String name, String path, FileStatus status, int mode) {

    private static final int TYPE_BITS = 0170000;
    private static final int SYMLINK = 0120000;
    private static final int OWNER_READ = 0400;

    boolean isSymlink() {
      return (mode & TYPE_BITS) == SYMLINK;
    }

    boolean isUnreadable() {
      return (mode & OWNER_READ) == 0;
    }
  }

  private final Repo repo;
  private final PrefixDirectories prefixes;

  ObjectFinder(Repo repo) {
    this.repo = repo;
    this.prefixes = new PrefixDirectories(repo.kernel(), repo.objectsDirectory());
  }

  Located find(Checksum file) throws IOException {
    var object = new ObjectName(file, ObjectType.FILE);
    String path = object.loosePath(repo.mode().isArchive());
    Optional<Descriptor> prefix = prefixes.find(path);
    if (prefix.isPresent()) {
      String name = PrefixDirectories.name(path);
      Optional<Located> located = locate(repo, prefix.get(), name, path);
      if (located.isPresent()) {
        return located.get();
      }
    }
    for (Optional<Repo> at = repo.parent(); at.isPresent(); at = at.get().parent()) {
      Repo owner = at.get();
      String inParent = object.loosePath(owner.mode().isArchive());
      Optional<Located> located = locate(owner, owner.objectsDirectory(), inParent, inParent);
      if (located.isPresent()) {
        return located.get();
      }
    }
    throw new RepoException.ObjectMissing(object);
  }

  private static Optional<Located> locate(
      Repo owner, Descriptor directory, String name, String path) throws IOException {
    Optional<FileStatus> status = owner.kernel().findStatus(directory, name);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    int mode = mode(owner, directory, name, status.get());
    return Optional.of(new Located(owner, directory, name, path, status.get(), mode));
  }

  @Override
  public void close() throws IOException {
    prefixes.close();
  }

  private static int mode(Repo owner, Descriptor directory, String name, FileStatus status)
      throws IOException {
    return switch (owner.mode()) {
      case BARE, BARE_USER_ONLY, BARE_SPLIT_XATTRS -> status.mode();
      case BARE_USER -> bareUserMode(owner.kernel(), directory, name);
      case ARCHIVE -> 0;
    };
  }

  private static int bareUserMode(Kernel kernel, Descriptor directory, String name)
      throws IOException {
    Optional<byte[]> attribute = kernel.xattr(directory, name, BARE_USER);
    return attribute.isPresent() ? FileHeader.bareUserMode(attribute.get()) : 0;
  }

  /// Whether this repository's files are what a checkout of this mode wants.
  static boolean canLink(RepoMode repo, CheckoutOptions.Mode checkout) {
    return switch (repo) {
      case BARE -> checkout == CheckoutOptions.Mode.NONE;
      case BARE_USER -> checkout == CheckoutOptions.Mode.USER;
      case BARE_USER_ONLY -> true;
      case ARCHIVE, BARE_SPLIT_XATTRS -> false;
    };
  }
}
