// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ContentChecksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import java.io.IOException;

/// Compares stored objects with their names. The texts are those which scripts expect of `fsck`.
final class ObjectVerifier {
  private final ObjectStore store;

  ObjectVerifier(ObjectStore store) {
    this.store = store;
  }

  void verify(ObjectName name) throws IOException {
    switch (name.type()) {
      case FILE -> verifyContent(name);
      case COMMIT, DIRTREE, DIRMETA, FILE_XATTRS -> verifyMetadata(name);
      case COMMIT_METADATA -> store.detachedMetadata(name.checksum());
      case TOMBSTONE_COMMIT, FILE_XATTRS_LINK -> store.readMetadata(name);
      case PAYLOAD_LINK -> {
        // Says nothing that could be wrong: whoever uses it compares the result.
      }
    }
  }

  private void verifyContent(ObjectName name) throws IOException {
    String context = "fsck content object " + name.checksum() + ": ";
    Checksum actual;
    try (ContentObject content = store.openContent(name.checksum())) {
      actual = ContentChecksum.of(content.header(), content.stream());
    } catch (RepoException.ObjectDamaged e) {
      // Its own message names the object, which the context does already.
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new RepoException.ObjectDamaged(name, context + reason.getMessage());
    }
    compare(name, actual, context);
  }

  private void verifyMetadata(ObjectName name) throws IOException {
    String context = "fsck " + name + ": ";
    byte[] bytes = store.readMetadata(name);
    compare(name, Checksum.ofContent(bytes), context);
    try {
      checkFormat(name.type(), bytes);
    } catch (ObjectFormatException e) {
      throw new RepoException.ObjectDamaged(name, context + e.getMessage());
    }
  }

  private static void compare(ObjectName name, Checksum actual, String context)
      throws RepoException {
    if (!actual.equals(name.checksum())) {
      throw new RepoException.ObjectDamaged(name, context + mismatch(name, actual));
    }
  }

  /// What is said about an object that is another.
  static String mismatch(ObjectName name, Checksum actual) {
    return "Corrupted "
        + name.type().extension()
        + " object; checksum expected='"
        + name.checksum()
        + "' actual='"
        + actual
        + "'";
  }

  /// Refuses metadata which nobody could read.
  static void checkFormat(ObjectType type, byte[] bytes) throws ObjectFormatException {
    switch (type) {
      case COMMIT -> Commit.parse(bytes);
      case DIRTREE -> DirTree.parse(bytes);
      case DIRMETA -> DirMeta.parse(bytes);
      case FILE_XATTRS -> Xattrs.parse(bytes);
      case FILE, TOMBSTONE_COMMIT, COMMIT_METADATA, PAYLOAD_LINK, FILE_XATTRS_LINK ->
          throw new IllegalArgumentException(type.extension() + " is not named by its content");
    }
  }
}
