// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Tombstone;
import dev.ostree4j.syscall.FileStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Takes objects out of a repository, with whatever stands beside them.
final class ObjectRemoval {
  private final Repo repo;
  private final List<LooseObjects> layers;

  ObjectRemoval(Repo repo, List<LooseObjects> layers) {
    this.repo = repo;
    this.layers = layers;
  }

  void delete(ObjectName name) throws IOException {
    switch (name.type()) {
      case COMMIT -> deleteCommit(name);
      case FILE -> deleteFile(name);
      default -> require(name, unlink(name));
    }
  }

  /// The commit goes first: what is left after a failure says nothing about any commit.
  private void deleteCommit(ObjectName name) throws IOException {
    if (repo.config().tombstoneCommits() && layers.getLast().has(name)) {
      writeTombstone(name.checksum());
    }
    require(name, unlink(name));
    unlink(new ObjectName(name.checksum(), ObjectType.COMMIT_METADATA));
    repo.clearPartial(name.checksum());
  }

  void writeTombstone(Checksum commit) throws IOException {
    LooseObjects objects = layers.getLast();
    var tombstone = new ObjectName(commit, ObjectType.TOMBSTONE_COMMIT);
    try (var prefixes = new PrefixDirectories(repo.kernel(), objects.root());
        TempFile file = TempFile.create(repo.kernel(), objects.root())) {
      file.write(new Tombstone(commit).bytes());
      file.finishMetadata();
      file.publish(new ObjectDirectory(repo.kernel(), prefixes), objects.path(tombstone));
    }
  }

  /// In split mode the extended attributes are shared; the last file to go takes them along.
  private void deleteFile(ObjectName name) throws IOException {
    require(name, unlink(name));
    if (repo.mode() != RepoMode.BARE_SPLIT_XATTRS) {
      return;
    }
    var link = new ObjectName(name.checksum(), ObjectType.FILE_XATTRS_LINK);
    for (LooseObjects layer : layers) {
      Optional<byte[]> shared = layer.findBytes(link);
      if (shared.isPresent()) {
        layer.delete(link);
        var xattrs = new ObjectName(Checksum.ofContent(shared.get()), ObjectType.FILE_XATTRS);
        Optional<FileStatus> status = layer.status(xattrs);
        if (status.isPresent() && status.get().links() == 1) {
          layer.delete(xattrs);
        }
      }
    }
  }

  private boolean unlink(ObjectName name) throws IOException {
    boolean found = false;
    for (LooseObjects layer : layers) {
      found |= layer.delete(name);
    }
    return found;
  }

  private static void require(ObjectName name, boolean found) throws RepoException {
    if (!found) {
      throw new RepoException.ObjectMissing(name);
    }
  }
}
