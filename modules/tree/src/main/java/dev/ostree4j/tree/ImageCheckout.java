// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.composefs.ComposefsImage;
import dev.ostree4j.composefs.FsVerityDigest;
import dev.ostree4j.composefs.FsVerityOutputStream;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.CommitKeys;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoConfig;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Turns a commit into a composefs image, which mounts as the tree while all content stays in the
/// repository.
///
/// When digests are included, and the commit says which image it has, the image must be that one.
///
/// @since 0.1
public final class ImageCheckout {
  private static final int PRIVATE_MODE = 0600;
  private static final int IMAGE_MODE = 0644;

  private final Repo repo;
  private final ContentDigests digests;

  /// Images of commits in this repository.
  public ImageCheckout(Repo repo, ContentDigests digests) {
    this.repo = repo;
    this.digests = digests;
  }

  /// Writes the image to this path and replaces a file that is there. The directory must exist.
  /// What is there stays until the whole image is written, and for good when anything fails.
  ///
  /// @return the fs-verity digest of the image
  /// @throws TreeException.KindConflict when a directory is in the way
  /// @throws TreeException.ImageMismatch when the commit says that it has another image
  public Checksum write(Checksum commit, Path destination) throws IOException {
    Optional<Checksum> expected = expected(repo.objects().readCommit(commit));
    Kernel kernel = repo.kernel();
    Path path = destination.toAbsolutePath().normalize();
    try (Descriptor parent = openParent(kernel, path)) {
      String name = Objects.requireNonNull(path.getFileName()).toString();
      if (kernel.findStatus(parent, name).filter(FileStatus::isDirectory).isPresent()) {
        throw new TreeException.KindConflict("renameat(" + destination + "): Is a directory");
      }
      ComposefsImage image = new CommitImage(repo.objects(), digests).of(commit);
      String unfinished = ".ostree-cfs-" + UUID.randomUUID();
      try {
        Checksum digest = write(image, parent, unfinished);
        if (expected.isPresent() && !digest.equals(expected.get())) {
          throw mismatch(digest, expected.get());
        }
        kernel.rename(parent, unfinished, parent, name);
        return digest;
      } catch (IOException | RuntimeException e) {
        removeAfter(e, parent, unfinished);
        throw e;
      }
    }
  }

  private Optional<Checksum> expected(Commit commit) throws TreeException.ImageMismatch {
    Optional<Variant> digest =
        commit.metadata().find(CommitKeys.COMPOSEFS_DIGEST, VariantType.BYTES);
    if (digests == ContentDigests.LEFT_OUT || digest.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = digest.get().asBytes();
    if (bytes.length != Checksum.SIZE_BYTES) {
      throw new TreeException.ImageMismatch(
          "Expected composefs fs-verity in metadata has the wrong size");
    }
    return Optional.of(Checksum.of(bytes));
  }

  private static TreeException.ImageMismatch mismatch(Checksum digest, Checksum expected) {
    return new TreeException.ImageMismatch(
        "Generated composefs image digest ("
            + digest
            + ") doesn't match expected digest ("
            + expected
            + ")");
  }

  private static Descriptor openParent(Kernel kernel, Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new TreeException.KindConflict("renameat(" + path + "): Is a directory");
    }
    try {
      return kernel.openRoot(parent);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(null, null, "linkat: No such file or directory");
    }
  }

  private Checksum write(ComposefsImage image, Descriptor at, String name) throws IOException {
    Kernel kernel = repo.kernel();
    var digest = new FsVerityDigest();
    try (Descriptor file = kernel.create(at, name, PRIVATE_MODE)) {
      var out = new DescriptorOutputStream(kernel, file);
      image.writeTo(new FsVerityOutputStream(out, digest));
      kernel.changeMode(file, IMAGE_MODE);
    }
    seal(at, name);
    return digest.finish();
  }

  /// The kernel seals no file that somebody could still write to.
  private void seal(Descriptor at, String name) throws IOException {
    RepoConfig.TriState wanted = repo.config().fsVerity();
    if (wanted == RepoConfig.TriState.NO) {
      return;
    }
    try (Descriptor file = repo.kernel().openRead(at, name)) {
      if (!repo.kernel().enableVerity(file) && wanted == RepoConfig.TriState.YES) {
        throw new FileSystemException(
            null, null, "fsverity required but filesystem does not support it");
      }
    }
  }

  private void removeAfter(Exception failure, Descriptor at, String name) {
    try {
      repo.kernel().unlink(at, name);
    } catch (NoSuchFileException e) {
      // It failed before there was anything.
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static final class DescriptorOutputStream extends OutputStream {
    private final Kernel kernel;
    private final Descriptor file;

    DescriptorOutputStream(Kernel kernel, Descriptor file) {
      this.kernel = kernel;
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      kernel.write(file, bytes, offset, length);
    }
  }
}
