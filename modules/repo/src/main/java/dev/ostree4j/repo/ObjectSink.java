// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// Where a transaction puts finished objects: into its staging directory, or straight into
/// `objects` when there is nothing to wait for.
///
/// Commits are always staged, and detached metadata with them: until publishing, nobody shall see
/// a commit whose children may still be missing.
final class ObjectSink {
  private final Repo repo;
  private final Kernel kernel;
  private final Descriptor temporary;
  private final ObjectDirectory staging;
  private final ObjectDirectory objects;
  private final boolean direct;
  private final boolean syncEach;
  private final boolean archive;

  /// @param direct whether objects skip the staging directory
  /// @param syncEach whether each object is on disk before it gets its name
  ObjectSink(
      Repo repo,
      ObjectDirectory staging,
      ObjectDirectory objects,
      boolean direct,
      boolean syncEach) {
    this.repo = repo;
    this.kernel = repo.kernel();
    this.temporary = staging.root();
    this.staging = staging;
    this.objects = objects;
    this.direct = direct;
    this.syncEach = syncEach;
    this.archive = repo.mode() == RepoMode.ARCHIVE;
  }

  /// A file to write an object into.
  TempFile create() throws IOException {
    return TempFile.create(kernel, temporary);
  }

  /// Gives a finished file its name; false when the object is there already.
  boolean store(TempFile file, ObjectName name) throws IOException {
    if (syncEach) {
      file.sync();
    }
    boolean stored = file.publish(target(name.type()), name.loosePath(archive));
    if (stored) {
      FsVerity.enable(repo, target(name.type()).root(), name, file);
    }
    return stored;
  }

  /// Gives a finished file its name, in place of what is there.
  void replace(TempFile file, ObjectName name) throws IOException {
    if (syncEach) {
      file.sync();
    }
    file.replace(target(name.type()), name.loosePath(archive));
  }

  /// Makes an object by a hardlink; false when the object is there already.
  boolean link(Descriptor at, String path, ObjectName name) throws IOException {
    return target(name.type()).link(at, path, name.loosePath(archive));
  }

  /// Makes an object by a hardlink to a file that holds these bytes, whatever has its name by then.
  /// Nothing when it holds others; false when the object is there already.
  Optional<Boolean> linkHolding(byte[] bytes, Descriptor at, String path, ObjectName name)
      throws IOException {
    String temp = RandomNames.next("tmp-");
    kernel.link(at, path, temporary, temp);
    boolean moved = false;
    try {
      if (!holds(temp, bytes)) {
        return Optional.empty();
      }
      moved = move(temporary, temp, name);
      return Optional.of(moved);
    } finally {
      if (!moved) {
        kernel.unlink(temporary, temp);
      }
    }
  }

  private boolean holds(String file, byte[] bytes) throws IOException {
    try (Descriptor open = kernel.openRead(temporary, file)) {
      return kernel.status(open).sizeBytes() == bytes.length
          && Arrays.equals(bytes, SmallFiles.read(kernel, open, file, bytes.length));
    }
  }

  /// Makes an object by taking over an open file; false when the object is there already.
  boolean adopt(Descriptor file, Descriptor at, String path, ObjectName name) throws IOException {
    if (syncEach) {
      kernel.sync(file);
    }
    return move(at, path, name);
  }

  private boolean move(Descriptor at, String path, ObjectName name) throws IOException {
    return target(name.type()).move(at, path, name.loosePath(archive));
  }

  /// Makes an object that is a symlink; false when the object is there already.
  boolean symlink(String linkTarget, ObjectName name, LinkStep prepare) throws IOException {
    String temp = RandomNames.next("tmp-");
    kernel.symlink(linkTarget, temporary, temp);
    boolean stored = false;
    try {
      prepare.run(temporary, temp);
      stored = move(temporary, temp, name);
    } finally {
      if (!stored) {
        kernel.unlink(temporary, temp);
      }
    }
    return stored;
  }

  private ObjectDirectory target(ObjectType type) {
    boolean staged = type == ObjectType.COMMIT || type == ObjectType.COMMIT_METADATA;
    return direct && !staged ? objects : staging;
  }

  /// Sets owner and attributes of a symlink before it gets its name.
  @FunctionalInterface
  interface LinkStep {
    void run(Descriptor at, String path) throws IOException;
  }
}
