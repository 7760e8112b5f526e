// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.delta.DeltaApplier;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaIndex;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.delta.PartInspector;
import dev.ostree4j.delta.SignedSuperblock;
import dev.ostree4j.delta.Superblock;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// Superblocks, indexes and parts of static deltas: read, or refused with the declared exceptions.
class DeltaFuzzTest {
  private static final byte[] OLD = "the old content of a file".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  @FuzzTest
  void superblock(byte[] data) throws IOException {
    try {
      MemorySegment bytes = MemorySegment.ofArray(data);
      Superblock superblock =
          SignedSuperblock.isSigned(bytes)
              ? Superblock.parse(SignedSuperblock.parse(bytes).superblock())
              : Superblock.parse(bytes);
      assertEquals(superblock.name(), DeltaName.parse(superblock.name().toString()));
      for (int i = 0; i < superblock.parts().size(); i++) {
        superblock.inlinePart(i);
        superblock.parts().get(i).objects().forEach(ObjectName::toString);
      }
      superblock.detachedMetadata();
      superblock.commit();
    } catch (DeltaException | ObjectFormatException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  @FuzzTest
  void index(byte[] data) {
    try {
      DeltaIndex index = DeltaIndex.parse(data);
      assertEquals(index.superblocks(), DeltaIndex.parse(index.bytes()).superblocks());
    } catch (DeltaException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  /// A part which must make one directory, which it can, a file that is there, and one that cannot
  /// be made; with its checksum put right so that what is inside is looked at.
  @FuzzTest
  void part(byte[] data) throws IOException {
    FileHeader plain = FileHeader.regular(0, 0, 0644, Xattrs.EMPTY);
    byte[] empty = DirTree.of(List.of(), List.of()).bytes();
    List<ObjectName> objects =
        List.of(
            new ObjectName(Checksum.ofContent(empty), ObjectType.DIRTREE),
            new ObjectName(
                Hasher.sha256().update(plain.framed()).update(OLD).finish(), ObjectType.FILE),
            new ObjectName(Checksum.ofContent(new byte[0]), ObjectType.FILE));
    PartHeader header = PartHeader.of(Checksum.ofContent(data), data.length, data.length, objects);
    try (Repo repo = Repo.create(Files.createTempDirectory(directory, "repo"), RepoMode.ARCHIVE)) {
      try (Transaction transaction = repo.begin()) {
        transaction.writeContent(plain, OLD.length, new ByteArrayInputStream(OLD));
        new DeltaApplier(transaction).apply(header, new ByteArrayInputStream(data));
        throw new AssertionError("objects of such names cannot be made");
      } catch (DeltaException | RepoException e) {
        assertFalse(e.getMessage().isEmpty());
      }
      inspect(repo, header, data);
    }
  }

  private static void inspect(Repo repo, PartHeader header, byte[] data) throws IOException {
    try {
      new PartInspector(repo).inspect(header, new ByteArrayInputStream(data));
    } catch (DeltaException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }
}
