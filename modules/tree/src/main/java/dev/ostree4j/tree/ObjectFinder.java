// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
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
final class ObjectFinder {

  private static final byte[] BARE_USER = "user.ostreemeta".getBytes(StandardCharsets.US_ASCII);

  /// A loose object.
  ///
  /// @param repo the repository which has it
  /// @param path its file, relative to the `objects` directory
  /// @param status of its file
  /// @param mode type and permissions as committed; 0 when only opening the object would tell
  record Located(Repo repo, String path, FileStatus status, int mode) {

    private static final int TYPE_BITS = 0170000;
    private static final int SYMLINK = 0120000;
    private static final int OWNER_READ = 0400;

    boolean isSymlink() {
      return (mode & TYPE_BITS) == SYMLINK;
    }

    boolean isUnreadable() {
      return (mode & OWNER_READ) == 0;
    }

    Descriptor directory() {
      return repo.objectsDirectory();
    }
  }

  private final Repo repo;

  ObjectFinder(Repo repo) {
    this.repo = repo;
  }

  Located find(Checksum file) throws IOException {
    var name = new ObjectName(file, ObjectType.FILE);
    for (Optional<Repo> at = Optional.of(repo); at.isPresent(); at = at.get().parent()) {
      Repo owner = at.get();
      String path = name.loosePath(owner.mode().isArchive());
      Optional<FileStatus> status = owner.kernel().findStatus(owner.objectsDirectory(), path);
      if (status.isPresent()) {
        return new Located(owner, path, status.get(), mode(owner, path, status.get()));
      }
    }
    throw new RepoException.ObjectMissing(name);
  }

  private static int mode(Repo owner, String path, FileStatus status) throws IOException {
    return switch (owner.mode()) {
      case BARE, BARE_USER_ONLY, BARE_SPLIT_XATTRS -> status.mode();
      case BARE_USER -> bareUserMode(owner.kernel(), owner.objectsDirectory(), path);
      case ARCHIVE -> 0;
    };
  }

  private static int bareUserMode(Kernel kernel, Descriptor objects, String path)
      throws IOException {
    Optional<byte[]> attribute = kernel.xattr(objects, path, BARE_USER);
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
