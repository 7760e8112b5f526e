// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Makes a copy of a content object: a file or a symlink with its own inode.
final class FileCopier {

  private static final int BUFFER_BYTES = 128 * 1024;
  private static final int PRIVATE_MODE = 0600;
  private static final int SET_ID_BITS = 06000;
  private static final int OWNER_READ = 0400;
  private static final int DEVICE_TYPE = 0020000;
  private static final int PERMISSION_BITS = 07777;

  private final Kernel kernel;
  private final ObjectStore objects;
  private final CheckoutOptions options;
  private final boolean owned;

  FileCopier(Kernel kernel, ObjectStore objects, CheckoutOptions options) {
    this.kernel = kernel;
    this.objects = objects;
    this.options = options;
    this.owned = options.mode() == CheckoutOptions.Mode.NONE;
  }

  /// Copies the object to a name that must be free, and gives type and mode as committed.
  int copy(Checksum file, ObjectFinder.Located located, Descriptor at, String name)
      throws IOException {
    if (!owned && !located.isSymlink() && isPlain(located)) {
      // The header has nothing that this mode wants but the permissions, which are known.
      copyPlain(located, null, at, name);
      return located.mode();
    }
    if (isPlain(located) && !located.isSymlink()) {
      copyPlain(located, objects.readHeader(file), at, name);
      return located.mode();
    }
    try (ContentObject content = objects.openContent(file)) {
      if (content.header().isSymlink()) {
        copySymlink(content.header(), at, name);
      } else {
        copyStream(content, at, name);
      }
      return content.header().mode();
    }
  }

  /// True when the object's file holds the content and nothing else.
  private static boolean isPlain(ObjectFinder.Located located) {
    return located.repo().mode() != RepoMode.ARCHIVE && located.mode() != 0;
  }

  void copySymlink(FileHeader header, Descriptor at, String name) throws IOException {
    kernel.symlink(header.symlinkTarget(), at, name);
    if (owned) {
      kernel.changeOwner(at, name, header.uid(), header.gid());
      for (Xattr xattr : header.xattrs().entries()) {
        kernel.setXattr(at, name, xattr.name(), xattr.value());
      }
    }
  }

  /// Makes the character device 0:0 which overlayfs takes for a deleted name.
  void makeWhiteout(FileHeader header, Descriptor at, String name) throws IOException {
    int permissions = header.permissions();
    kernel.makeNode(at, name, DEVICE_TYPE | permissions, 0);
    if (owned) {
      kernel.changeOwner(at, name, header.uid(), header.gid());
      for (Xattr xattr : header.xattrs().entries()) {
        kernel.setXattr(at, name, xattr.name(), xattr.value());
      }
    }
    kernel.changeMode(at, name, permissions);
  }

  private interface Filler {
    void fill(Descriptor file) throws IOException;
  }

  private void copyPlain(
      ObjectFinder.Located located, @Nullable FileHeader header, Descriptor at, String name)
      throws IOException {
    Kernel source = located.repo().kernel();
    try (Descriptor from = source.openRead(located.directory(), located.name())) {
      long sizeBytes = located.status().sizeBytes();
      create(
          at,
          name,
          header,
          located.mode(),
          to -> {
            if (sizeBytes > 0) {
              kernel.copyRange(from, to, sizeBytes);
            }
          });
    }
  }

  private void copyStream(ContentObject content, Descriptor at, String name) throws IOException {
    FileHeader header = content.header();
    create(
        at,
        name,
        header,
        header.mode(),
        to -> {
          InputStream in = content.stream();
          var buffer = new byte[Math.clamp(content.sizeBytes(), 1, BUFFER_BYTES)];
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            kernel.write(to, buffer, 0, n);
          }
        });
  }

  private void create(
      Descriptor at, String name, @Nullable FileHeader header, int committedMode, Filler filler)
      throws IOException {
    try (Descriptor to = kernel.create(at, name, PRIVATE_MODE)) {
      try {
        filler.fill(to);
        finish(to, header, committedMode);
      } catch (IOException | RuntimeException e) {
        removeHalf(at, name, e);
        throw e;
      }
    }
  }

  /// Owner first, since changing it clears the set-id bits that the mode may have.
  private void finish(Descriptor to, @Nullable FileHeader header, int committedMode)
      throws IOException {
    int permissions = committedMode & PERMISSION_BITS;
    if (owned && header != null) {
      kernel.changeOwner(to, header.uid(), header.gid());
      for (Xattr xattr : header.xattrs().entries()) {
        kernel.setXattr(to, xattr.name(), xattr.value());
      }
    } else {
      permissions = permissions & ~SET_ID_BITS | OWNER_READ;
    }
    kernel.changeMode(to, permissions);
    if (options.sync() == CheckoutOptions.Sync.EACH) {
      kernel.sync(to);
    }
  }

  private void removeHalf(Descriptor at, String name, Exception cause) {
    try {
      kernel.unlink(at, name);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
