// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an interrupted transaction left staged counts only when it is what its name says.
class LeftoversTest {
  @TempDir Path directory;

  private Repo create(String name, RepoMode mode) throws IOException {
    return Samples.create(directory.resolve(name), mode);
  }

  /// Writes other bytes over the file of an object, in its place.
  private static void damage(Path objects, ObjectName name, boolean archive) throws IOException {
    Path file = objects.resolve(name.loosePath(archive));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  @ParameterizedTest
  @EnumSource(
      value = RepoMode.class,
      names = {"ARCHIVE", "BARE_USER", "BARE_USER_ONLY"})
  void damagedContentOfATrustedSourceIsDropped(RepoMode mode) throws IOException {
    try (Repo source = create("source", mode);
        Repo target = create("target", mode)) {
      ObjectName good;
      ObjectName bad;
      try (Transaction transaction = source.begin()) {
        good =
            Samples.file(Samples.write(transaction, Samples.regular(0644), Samples.utf8("good")));
        bad = Samples.file(Samples.write(transaction, Samples.regular(0644), Samples.utf8("bad")));
        transaction.publish();
      }
      damage(directory.resolve("source/objects"), bad, mode == RepoMode.ARCHIVE);
      try (Transaction interrupted = target.begin()) {
        interrupted.importFrom(source, good, Trust.TRUSTED);
        interrupted.importFrom(source, bad, Trust.TRUSTED);
      }

      try (Transaction next = target.begin()) {
        assertTrue(next.has(good));
        assertFalse(next.has(bad));
        next.publish();
      }
      assertTrue(target.objects().has(good));
      assertFalse(target.objects().has(bad));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectType.class,
      names = {"DIRTREE", "DIRMETA"})
  void damagedMetadataOfATrustedSourceIsDropped(ObjectType type) throws IOException {
    try (Repo source = create("source", RepoMode.BARE_USER);
        Repo target = create("target", RepoMode.BARE_USER)) {
      Checksum commit;
      try (Transaction transaction = source.begin()) {
        commit = Samples.writeCommit(transaction, "s");
        transaction.publish();
      }
      var read = source.objects().readCommit(commit);
      var bad =
          new ObjectName(type == ObjectType.DIRTREE ? read.rootTree() : read.rootMeta(), type);
      damage(directory.resolve("source/objects"), bad, false);
      try (Transaction interrupted = target.begin()) {
        interrupted.importFrom(source, bad, Trust.TRUSTED);
      }

      try (Transaction next = target.begin()) {
        assertFalse(next.has(bad));
        next.publish();
      }
      assertFalse(target.objects().has(bad));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RepoMode.class,
      names = {"ARCHIVE", "BARE_USER", "BARE_USER_ONLY", "BARE_SPLIT_XATTRS"})
  void whatIsAsNamedStays(RepoMode mode) throws IOException {
    var options =
        TransactionOptions.defaults().withSplitXattrs(TransactionOptions.SplitXattrsUse.WRITTEN);
    try (Repo repo = create("repo", mode)) {
      Checksum file;
      Checksum link;
      try (Transaction interrupted = repo.begin(options)) {
        file = Samples.write(interrupted, Samples.regular(0644), Samples.HELLO_BYTES);
        link = Samples.write(interrupted, Samples.symlink("hello"), new byte[0]);
      }
      try (Transaction next = repo.begin(options)) {
        assertTrue(next.has(Samples.file(file)));
        assertTrue(next.has(Samples.file(link)));
        Samples.write(next, Samples.regular(0644), Samples.HELLO_BYTES);
        assertEquals(0, next.publish().contentObjectsWritten());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PartialReason.class)
  void commitsStayWhereTheyAreMarkedAsPartial(PartialReason reason) throws IOException {
    try (Repo repo = create("repo", RepoMode.BARE_USER)) {
      ObjectName whole;
      ObjectName partial;
      try (Transaction interrupted = repo.begin()) {
        whole = commit(Samples.writeCommit(interrupted, "whole"));
        partial = commit(Samples.writeCommit(interrupted, "partial"));
        interrupted.markPartial(partial.checksum(), reason);
      }
      try (Transaction next = repo.begin()) {
        next.publish();
      }
      assertFalse(repo.objects().has(whole));
      assertTrue(repo.objects().has(partial));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RepoMode.class,
      names = {"ARCHIVE", "BARE_USER"})
  void whatWasSaidAboutACommitIsNotPublishedByTheNext(RepoMode mode) throws IOException {
    try (Repo repo = create("repo", mode)) {
      Checksum commit;
      try (Transaction transaction = repo.begin()) {
        commit = Samples.writeCommit(transaction, "s");
        transaction.writeDetachedMetadata(commit, Optional.of(said("first")));
        transaction.publish();
      }
      try (Transaction interrupted = repo.begin()) {
        interrupted.writeDetachedMetadata(commit, Optional.of(said("second")));
      }
      try (Transaction next = repo.begin()) {
        next.publish();
      }
      VariantDict kept = repo.objects().detachedMetadata(commit).orElseThrow();
      assertEquals(Optional.of(Variant.string("first")), kept.find("said"));
    }
  }

  private static VariantDict said(String text) {
    VariantDict dict = VariantDict.empty();
    dict.put("said", Variant.string(text));
    return dict;
  }

  private static ObjectName commit(Checksum checksum) {
    return new ObjectName(checksum, ObjectType.COMMIT);
  }
}
