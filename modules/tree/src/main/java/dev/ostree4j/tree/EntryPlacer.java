// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ContentChecksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DescriptorStream;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;

/// Gives an entry its name, as [CheckoutOptions.Existing] says when there is one of this name.
final class EntryPlacer {

  /// Makes the entry; fails when the name is taken.
  interface Maker {
    void make(Descriptor at, String name) throws IOException;
  }

  private final Kernel kernel;
  private final Repo repo;
  private final CheckoutOptions.Existing existing;

  EntryPlacer(Repo repo, CheckoutOptions.Existing existing) {
    this.kernel = repo.kernel();
    this.repo = repo;
    this.existing = existing;
  }

  /// Makes the entry; false when what was there stays.
  ///
  /// @param file the object that it is, for [CheckoutOptions.Existing#IDENTICAL]
  /// @param what the start of the message when the name may not be taken
  boolean place(Descriptor at, String name, Checksum file, Maker maker, What what)
      throws IOException {
    try {
      maker.make(at, name);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (existing == CheckoutOptions.Existing.REFUSE) {
        throw new TreeException.DestinationExists(what.text() + ": File exists");
      }
    }
    switch (existing) {
      case KEEP, REFUSE -> {}
      case REPLACE -> {
        replace(at, name, maker);
        return true;
      }
      case IDENTICAL -> {
        if (!isSame(at, name, file)) {
          throw new TreeException.DestinationExists(what.text() + ": File exists");
        }
      }
    }
    return false;
  }

  /// The start of a message, built only when it is needed.
  interface What {
    String text();
  }

  private void replace(Descriptor at, String name, Maker maker) throws IOException {
    String temporary = "checkout-union-" + UUID.randomUUID();
    maker.make(at, temporary);
    try {
      kernel.rename(at, temporary, at, name);
    } finally {
      // Renaming one link of a file onto another link of it does nothing and leaves both.
      unlinkIfThere(at, temporary);
    }
  }

  private void unlinkIfThere(Descriptor at, String name) throws IOException {
    try {
      kernel.unlink(at, name);
    } catch (NoSuchFileException e) {
      // This is how it should be.
    }
  }

  /// Whether what is there is this object, as far as the mode of the repository can tell.
  private boolean isSame(Descriptor at, String name, Checksum file) throws IOException {
    boolean userMode = repo.mode() == RepoMode.BARE_USER || repo.mode() == RepoMode.BARE_USER_ONLY;
    boolean skipXattrs = userMode || repo.config().disableXattrs();
    var xattrs = new XattrReader(kernel, repo.mode(), skipXattrs);
    FileStatus status = kernel.status(at, name);
    if (status.isSymlink()) {
      FileHeader header =
          FileHeader.symlink(
              status.uid(),
              status.gid(),
              status.mode(),
              kernel.readLink(at, name),
              xattrs.read(at, name));
      return ContentChecksum.of(canonical(header)).equals(file);
    }
    if (!status.isRegular()) {
      return false;
    }
    try (Descriptor open = kernel.openRead(at, name);
        InputStream content = new DescriptorStream(kernel, open)) {
      Xattrs found = xattrs.read(open);
      FileHeader header = FileHeader.regular(status.uid(), status.gid(), status.mode(), found);
      return ContentChecksum.of(canonical(header), content).equals(file);
    }
  }

  private FileHeader canonical(FileHeader header) {
    return repo.mode() == RepoMode.BARE_USER_ONLY ? header.canonical() : header;
  }
}
