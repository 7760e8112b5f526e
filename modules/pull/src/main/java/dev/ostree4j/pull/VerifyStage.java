// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.Tombstone;
import dev.ostree4j.repo.RepoException;
import java.util.Optional;

/// Compares what came over the net with its name. Files are verified in the pass that stores them.
final class VerifyStage {
  private VerifyStage() {}

  /// Metadata that is what its name says and that can be read: what the import stage takes.
  ///
  /// @param tree the directory, if it is one
  record Verified(ObjectName name, byte[] bytes, Optional<DirTree> tree) {}

  /// Verifies a commit, a directory or directory metadata.
  ///
  /// @throws RepoException.ObjectDamaged when it is something else
  static Verified metadata(ObjectName name, byte[] bytes) throws RepoException {
    return metadata(name, bytes, "", name + ": ");
  }

  /// The same for what is in an untrusted repository on the same machine, in the words that are
  /// said about such.
  static Verified local(ObjectName name, byte[] bytes) throws RepoException {
    String context = "fsck " + name + ": ";
    return metadata(name, bytes, context, context);
  }

  private static Verified metadata(
      ObjectName name, byte[] bytes, String beforeMismatch, String beforeFault)
      throws RepoException {
    Checksum actual = Checksum.ofContent(bytes);
    if (!actual.equals(name.checksum())) {
      throw new RepoException.ObjectDamaged(
          name,
          beforeMismatch
              + "Corrupted "
              + name.type().extension()
              + " object; checksum expected='"
              + name.checksum()
              + "' actual='"
              + actual
              + "'");
    }
    try {
      return new Verified(name, bytes, parse(name, bytes));
    } catch (ObjectFormatException e) {
      throw new RepoException.ObjectDamaged(name, beforeFault + e.getMessage());
    }
  }

  /// Verifies a tombstone: it names the commit, not its own bytes.
  ///
  /// @throws RepoException.ObjectDamaged when it is none, or another's
  static void tombstone(ObjectName name, byte[] bytes) throws RepoException {
    Checksum deleted;
    try {
      deleted = Tombstone.parse(bytes).commit();
    } catch (ObjectFormatException e) {
      throw new RepoException.ObjectDamaged(name, name + ": " + e.getMessage());
    }
    if (!deleted.equals(name.checksum())) {
      throw new RepoException.ObjectDamaged(name, name + ": the tombstone is of " + deleted);
    }
  }

  private static Optional<DirTree> parse(ObjectName name, byte[] bytes)
      throws ObjectFormatException {
    return switch (name.type()) {
      case DIRTREE -> Optional.of(DirTree.parse(bytes));
      case DIRMETA -> {
        DirMeta.parse(bytes);
        yield Optional.empty();
      }
      case COMMIT -> {
        Commit.parse(bytes);
        yield Optional.empty();
      }
      default -> throw new IllegalArgumentException(name + " is not named by its bytes");
    };
  }
}
