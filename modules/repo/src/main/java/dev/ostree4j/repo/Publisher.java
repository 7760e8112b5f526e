// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/// Makes staged objects visible, so that whoever sees an object sees all that it names.
///
/// First everything staged is forced to disk, under names nobody looks at. Then the objects move,
/// children before parents: attributes, content, dirmetas, dirtrees. Only when the directories
/// that name them are on disk the commits follow, behind their detached metadata. A power cut or a
/// failure at any point leaves complete objects which no visible commit lacks; what did not move
/// yet stays staged.
final class Publisher {
  /// The rank from which on objects are commits, or say something about one.
  private static final int COMMITS = 6;

  private final Kernel kernel;
  private final TransactionOptions.Fsync fsync;
  private final boolean archive;
  private final PrefixDirectories staging;
  private final ObjectDirectory objects;

  /// @param fsync when objects are forced to disk, decided
  Publisher(
      Kernel kernel,
      TransactionOptions.Fsync fsync,
      RepoMode mode,
      PrefixDirectories staging,
      ObjectDirectory objects) {
    this.kernel = kernel;
    this.fsync = fsync;
    this.archive = mode == RepoMode.ARCHIVE;
    this.staging = staging;
    this.objects = objects;
  }

  /// @param staged the objects to publish
  void publish(LooseObjects staged) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    staged.forEach((name, entry) -> names.add(name));
    names.sort((a, b) -> Integer.compare(rank(a.type()), rank(b.type())));
    if (fsync == TransactionOptions.Fsync.AT_PUBLISH) {
      // Even with nothing staged: an earlier transaction may have failed before its own sync.
      kernel.syncFileSystem(staging.root());
    }
    int commits = 0;
    while (commits < names.size() && rank(names.get(commits).type()) < COMMITS) {
      move(names.get(commits++));
    }
    syncDirectories();
    for (ObjectName name : names.subList(commits, names.size())) {
      move(name);
    }
    syncDirectories();
  }

  private static int rank(ObjectType type) {
    return switch (type) {
      case FILE_XATTRS -> 0;
      case FILE_XATTRS_LINK -> 1;
      case FILE -> 2;
      case PAYLOAD_LINK -> 3;
      case DIRMETA -> 4;
      case DIRTREE -> 5;
      case COMMIT_METADATA -> COMMITS;
      case TOMBSTONE_COMMIT, COMMIT -> COMMITS + 1;
    };
  }

  private void move(ObjectName name) throws IOException {
    String path = name.loosePath(archive);
    Descriptor from = staging.make(path);
    String file = PrefixDirectories.name(path);
    if (name.type() == ObjectType.COMMIT_METADATA) {
      objects.replace(from, file, path);
    } else if (!objects.move(from, file, path)) {
      kernel.unlink(from, file); // there already, and equal by its name
    }
    if (name.type() == ObjectType.COMMIT) {
      removeTombstone(name);
    }
  }

  private void removeTombstone(ObjectName commit) throws IOException {
    var tombstone = new ObjectName(commit.checksum(), ObjectType.TOMBSTONE_COMMIT);
    try {
      kernel.unlink(objects.root(), tombstone.loosePath(archive));
    } catch (NoSuchFileException e) {
      return; // it was never deleted before
    }
  }

  /// Forces the new names to disk; those of new directories too.
  private void syncDirectories() throws IOException {
    if (fsync == TransactionOptions.Fsync.OFF) {
      objects.skipSync();
    } else {
      objects.sync();
    }
  }
}
