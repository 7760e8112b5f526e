// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks out one file: decides between hardlink and copy. Used by all workers at once.
final class FileCheckout implements AutoCloseable {

  private static final String WHITEOUT = ".wh.";
  static final String OPAQUE_WHITEOUT = ".wh..wh..opq";
  private static final String PASSTHROUGH_WHITEOUT = ".ostree-wh.";

  private static final int OWNER_READ = 0400;

  private final Repo repo;
  private final Kernel kernel;
  private final CheckoutOptions options;
  private final ObjectFinder finder;
  private final EntryPlacer placer;
  private final FileCopier copier;
  private final @Nullable UncompressedCache cache;

  FileCheckout(Repo repo, CheckoutOptions options, @Nullable UncompressedCache cache) {
    this.repo = repo;
    this.kernel = repo.kernel();
    this.options = options;
    this.finder = new ObjectFinder(repo);
    this.placer = new EntryPlacer(repo, options.existing());
    this.copier = new FileCopier(kernel, repo.objects(), options);
    this.cache = cache;
  }

  /// Puts the file into the directory, or does what it means as a whiteout.
  void write(Descriptor at, String name, Checksum file) throws IOException {
    boolean whiteout =
        options.whiteouts() == CheckoutOptions.Whiteouts.APPLY && name.startsWith(WHITEOUT);
    boolean passthrough =
        options.passthrough() == CheckoutOptions.PassthroughWhiteouts.MAKE_DEVICES
            && name.startsWith(PASSTHROUGH_WHITEOUT);
    if (whiteout || passthrough) {
      FileHeader header = repo.objects().readHeader(file);
      if (!header.isSymlink()) {
        if (whiteout) {
          delete(at, name);
        } else {
          makeWhiteout(at, name, file, header);
        }
        return;
      }
    }
    writePlain(at, name, file);
  }

  private void delete(Descriptor at, String name) throws IOException {
    if (name.equals(OPAQUE_WHITEOUT)) {
      return;
    }
    String target = name.substring(WHITEOUT.length());
    if (target.isEmpty()) {
      throw new TreeException.InvalidName("Invalid empty whiteout '" + name + "'");
    }
    // What is left may be a dot or two, which must delete nothing.
    FileNames.check(target);
    Trees.removeAll(kernel, at, target);
  }

  private void makeWhiteout(Descriptor at, String name, Checksum file, FileHeader header)
      throws IOException {
    String target = name.substring(PASSTHROUGH_WHITEOUT.length());
    if (target.isEmpty()) {
      throw new TreeException.InvalidName("Invalid empty overlayfs whiteout '" + name + "'");
    }
    FileNames.check(target);
    if (options.existing() == CheckoutOptions.Existing.IDENTICAL && isWhiteout(at, target)) {
      return;
    }
    placer.place(
        at,
        target,
        file,
        (to, as) -> copier.makeWhiteout(header, to, as),
        () -> "Creating overlayfs whiteout " + target);
  }

  private boolean isWhiteout(Descriptor at, String name) throws IOException {
    Optional<FileStatus> status = kernel.findStatus(at, name);
    return status.isPresent()
        && status.get().type() == FileType.CHARACTER_DEVICE
        && status.get().rdev() == 0;
  }

  private void writePlain(Descriptor at, String name, Checksum file) throws IOException {
    if (cache != null && cache.link(at, name, file, placer)) {
      return;
    }
    ObjectFinder.Located located = finder.find(file);
    if (options.links() != CheckoutOptions.Links.NEVER) {
      if (isLinkable(located)) {
        if (link(at, name, file, located)) {
          return;
        }
      } else if (options.links() == CheckoutOptions.Links.REQUIRE) {
        requireCopyAllowed(located);
      }
    }
    var copy = new Copy(file, located);
    boolean placed =
        placer.place(
            at,
            name,
            file,
            copy,
            () -> "Copy checkout of " + file.hex() + " to " + name + ": " + copyCall(located));
    if (placed && cache != null && (copy.committedMode & OWNER_READ) != 0) {
      cache.add(at, name, file);
    }
  }

  /// Copies, and remembers what only opening the object could tell.
  private final class Copy implements EntryPlacer.Maker {
    private final Checksum file;
    private final ObjectFinder.Located located;
    private int committedMode;

    Copy(Checksum file, ObjectFinder.Located located) {
      this.file = file;
      this.located = located;
    }

    @Override
    public void make(Descriptor at, String name) throws IOException {
      committedMode = copier.copy(file, located, at, name);
    }
  }

  private static String copyCall(ObjectFinder.Located located) {
    return located.isSymlink() ? "symlinkat" : "linkat";
  }

  private boolean isLinkable(ObjectFinder.Located located) {
    RepoMode mode = located.repo().mode();
    if (!ObjectFinder.canLink(mode, options.mode()) || located.mode() == 0) {
      return false;
    }
    if (located.isSymlink()) {
      // The other modes keep a symlink as a file, or without its owner.
      return mode == RepoMode.BARE;
    }
    // So many empty files share one object that its link count could overflow.
    boolean empty = located.status().sizeBytes() == 0;
    boolean unreadable = options.mode() == CheckoutOptions.Mode.USER && located.isUnreadable();
    return !empty && !unreadable;
  }

  /// Links are required: only what is never linked may be copied.
  private void requireCopyAllowed(ObjectFinder.Located located) throws IOException {
    RepoMode mode = located.repo().mode();
    if (ObjectFinder.canLink(mode, options.mode())) {
      return;
    }
    if (mode == RepoMode.BARE_USER) {
      throw new TreeException.CannotLink(
          "User repository mode requires user checkout mode to hardlink");
    }
    throw new TreeException.CannotLink(
        "Bare repository mode cannot hardlink in user checkout mode");
  }

  /// False when the file must be copied after all.
  private boolean link(Descriptor at, String name, Checksum file, ObjectFinder.Located located)
      throws IOException {
    try {
      placer.place(
          at,
          name,
          file,
          (to, as) -> kernel.link(located.directory(), located.name(), to, as),
          () -> "Hardlinking " + located.path() + " to " + name);
    } catch (SyscallException | AccessDeniedException e) {
      if (!isLinkFailure(e)) {
        throw e;
      }
      if (options.links() == CheckoutOptions.Links.REQUIRE) {
        throw new TreeException.CannotLink(
            "Hardlinking " + located.path() + " to " + name + ": " + reason(e));
      }
      return false;
    }
    options
        .devInoCache()
        .ifPresent(known -> known.put(located.status().device(), located.status().inode(), file));
    return true;
  }

  /// Too many links, another file system, or a file system that links only one's own files.
  static boolean isLinkFailure(FileSystemException e) {
    return switch (e) {
      case SyscallException s -> s.errno() == Errno.EMLINK || s.errno() == Errno.EXDEV;
      case AccessDeniedException denied ->
          denied.getReason() != null && denied.getReason().endsWith(Errno.text(Errno.EPERM));
      default -> false;
    };
  }

  private static String reason(FileSystemException e) {
    String reason = String.valueOf(e.getReason());
    return reason.substring(reason.indexOf(": ") + 2);
  }

  @Override
  public void close() throws IOException {
    finder.close();
  }
}
