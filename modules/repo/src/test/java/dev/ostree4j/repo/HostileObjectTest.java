// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ArchiveHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stored files that were damaged or forged: never another exception than that of a damaged
/// object, never more memory than the file is worth.
class HostileObjectTest {
  private static final TransactionOptions HASTY =
      TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF);

  @TempDir Path directory;

  private Repo repo;
  private Path stored;

  private void write(RepoMode mode) throws IOException {
    repo = Samples.create(directory.resolve("repo"), mode);
    try (Transaction transaction = repo.begin(HASTY)) {
      Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES);
      transaction.publish();
    }
    stored =
        directory
            .resolve("repo/objects")
            .resolve(Samples.file(Samples.HELLO).loosePath(mode == RepoMode.ARCHIVE));
  }

  @AfterEach
  void close() throws IOException {
    if (repo != null) {
      repo.close();
    }
  }

  private RepoException.ObjectDamaged assertDamaged() {
    return assertThrows(
        RepoException.ObjectDamaged.class,
        () -> repo.objects().verify(Samples.file(Samples.HELLO)));
  }

  @Test
  void anArchivedFileCutAnywhereIsDamaged() throws IOException {
    write(RepoMode.ARCHIVE);
    byte[] whole = Files.readAllBytes(stored);
    for (int length = 0; length < whole.length; length++) {
      Files.write(stored, Arrays.copyOf(whole, length));
      assertDamaged();
    }
  }

  @Test
  void anArchivedFileWithAnyBitFlippedIsDamagedOrTheSame() throws IOException {
    write(RepoMode.ARCHIVE);
    byte[] whole = Files.readAllBytes(stored);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(stored, flipped);
      try {
        repo.objects().verify(Samples.file(Samples.HELLO));
        // Only bits after the end of the deflate stream's last block may not matter.
        assertTrue(bit / 8 >= whole.length - 2, "bit " + bit);
      } catch (RepoException.ObjectDamaged expected) {
        assertEquals(Samples.HELLO, expected.name().checksum());
      }
    }
  }

  @Test
  void aHeaderSizeBeyondTheFileIsNamed() throws IOException {
    write(RepoMode.ARCHIVE);
    byte[] whole = Files.readAllBytes(stored);
    whole[0] = (byte) 0xff;
    Files.write(stored, whole);
    assertTrue(assertDamaged().getMessage().contains("exceeds size"));
    Arrays.fill(whole, 0, 4, (byte) 0);
    Files.write(stored, whole);
    assertTrue(assertDamaged().getMessage().endsWith("File header size is zero"));
  }

  @Test
  void aSmallHeaderDoesNotHideALargeFile() throws IOException {
    write(RepoMode.ARCHIVE);
    var forged = new ByteArrayOutputStream();
    forged.write(new ArchiveHeader(Samples.regular(0644), 6).framed());
    var deflater = new Deflater(9, true);
    try (var stream = new DeflaterOutputStream(forged, deflater)) {
      for (int i = 0; i < 1000; i++) {
        stream.write(new byte[100_000]);
      }
    }
    deflater.end();
    Files.write(stored, forged.toByteArray());
    assertTrue(assertDamaged().getMessage().contains("more content than the 6 bytes"));
  }

  @Test
  void aLargeHeaderDoesNotTakeMemory() throws IOException {
    write(RepoMode.ARCHIVE);
    byte[] whole = Files.readAllBytes(stored);
    int header = new ArchiveHeader(Samples.regular(0644), 6).framed().length;
    var forged = new ByteArrayOutputStream();
    forged.write(new ArchiveHeader(Samples.regular(0644), Long.MAX_VALUE).framed());
    forged.write(whole, header, whole.length - header);
    Files.write(stored, forged.toByteArray());
    assertTrue(assertDamaged().getMessage().contains("6 bytes instead of"));
  }

  @Test
  void plainContentThatWasChangedIsDamaged() throws IOException {
    write(RepoMode.BARE_USER);
    Files.write(stored, Samples.utf8("hello?"));
    String expected =
        "fsck content object "
            + Samples.HELLO
            + ": Corrupted file object; checksum expected='"
            + Samples.HELLO
            + "' actual='";
    assertTrue(assertDamaged().getMessage().startsWith(expected));
  }

  @Test
  void aBareUserFileWithoutItsAttributeIsDamaged() throws IOException {
    write(RepoMode.BARE_USER);
    Files.delete(stored);
    Files.write(stored, Samples.HELLO_BYTES);
    assertTrue(assertDamaged().getMessage().contains("user.ostreemeta"));
  }

  @Test
  void aSymlinkPlantedInABareUserRepositoryIsNotFollowed() throws IOException {
    write(RepoMode.BARE_USER);
    Files.delete(stored);
    Files.createSymbolicLink(stored, Path.of("/etc/passwd"));
    assertThrows(IOException.class, () -> repo.objects().verify(Samples.file(Samples.HELLO)));
  }

  @Test
  void changedMetadataIsDamagedAndMissingMetadataIsNamed() throws IOException {
    write(RepoMode.ARCHIVE);
    Checksum commit;
    try (Transaction transaction = repo.begin(HASTY)) {
      commit = Samples.writeCommit(transaction, "s");
      transaction.publish();
    }
    var name = new ObjectName(commit, ObjectType.COMMIT);
    Path path = directory.resolve("repo/objects").resolve(name.loosePath(true));
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length - 1] ^= 1;
    Files.write(path, bytes);
    var damaged =
        assertThrows(RepoException.ObjectDamaged.class, () -> repo.objects().verify(name));
    String expected = "fsck " + name + ": Corrupted commit object; checksum expected='";
    assertTrue(damaged.getMessage().startsWith(expected));
    Files.delete(path);
    assertFalse(repo.objects().has(name));
    var missing =
        assertThrows(RepoException.ObjectMissing.class, () -> repo.objects().verify(name));
    assertEquals("No such metadata object " + name, missing.getMessage());
  }
}
