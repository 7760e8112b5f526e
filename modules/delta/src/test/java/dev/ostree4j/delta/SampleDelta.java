// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A commit with one file, and a delta by hand to a second commit with two.
final class SampleDelta {
  static final byte[] OLD = "the old content\n".getBytes(StandardCharsets.UTF_8);
  static final byte[] PATCHED = "the 0ld content\n".getBytes(StandardCharsets.UTF_8);
  static final byte[] FRESH = "fresh\n".getBytes(StandardCharsets.UTF_8);

  private static final byte[] META = new DirMeta(0, 0, 040755, Xattrs.EMPTY).bytes();
  private static final Checksum META_NAME = Checksum.ofContent(META);
  private static final DirTree OLD_TREE =
      DirTree.of(List.of(new DirTree.FileEntry("a", PartBuilder.file(OLD).checksum())), List.of());
  static final DirTree NEW_TREE =
      DirTree.of(
          List.of(
              new DirTree.FileEntry("a", PartBuilder.file(PATCHED).checksum()),
              new DirTree.FileEntry("b", PartBuilder.file(FRESH).checksum())),
          List.of());

  static final Commit FROM = Commit.of(tree(OLD_TREE), META_NAME, 1_700_000_000L);
  static final Commit TO =
      Commit.of(tree(NEW_TREE), META_NAME, 1_700_000_001L).withParent(FROM.checksum());

  private SampleDelta() {}

  static Checksum tree(DirTree tree) {
    return Checksum.ofContent(tree.bytes());
  }

  /// Stores the first commit.
  static void store(Repo repo) throws IOException {
    try (Transaction transaction = repo.begin()) {
      transaction.writeContent(PartBuilder.header(), OLD.length, new ByteArrayInputStream(OLD));
      transaction.writeMetadata(ObjectType.DIRMETA, META);
      transaction.writeMetadata(ObjectType.DIRTREE, OLD_TREE.bytes());
      transaction.writeCommit(FROM);
      transaction.publish();
    }
  }

  static PartBuilder first() {
    var builder = new PartBuilder();
    byte[] tree = NEW_TREE.bytes();
    long source = builder.blob(PartBuilder.file(OLD).checksum().bytes());
    long patch = builder.blob(Patches.diff(OLD, PATCHED));
    return builder
        .makes(new ObjectName(tree(NEW_TREE), ObjectType.DIRTREE))
        .op(new Operation.SpliceMetadata(tree.length, builder.blob(tree)))
        .makes(PartBuilder.file(PATCHED))
        .op(new Operation.Open(0, 0, PATCHED.length))
        .op(new Operation.SetReadSource(source))
        .op(new Operation.Patch(patch, 24 + PATCHED.length))
        .op(new Operation.Close());
  }

  static PartBuilder second() {
    var builder = new PartBuilder();
    return builder
        .makes(PartBuilder.file(FRESH))
        .op(new Operation.SpliceContent(0, 0, FRESH.length, builder.blob(FRESH)));
  }

  static SuperblockDraft draft() {
    return SuperblockDraft.of(Optional.of(FROM.checksum()), TO);
  }

  /// Writes a delta of these parts.
  static Path write(Path directory, SuperblockDraft draft, PartBuilder.Part... parts)
      throws IOException {
    Files.createDirectories(directory);
    SuperblockDraft all = draft;
    for (int i = 0; i < parts.length; i++) {
      all = all.withPart(parts[i].header());
      Files.write(directory.resolve("" + i), parts[i].stored());
    }
    Files.write(directory.resolve("superblock"), all.serialise().bytes());
    return directory;
  }

  static Path write(Path directory) throws IOException {
    return write(directory, draft(), first().compressedPart(), second().part());
  }
}
