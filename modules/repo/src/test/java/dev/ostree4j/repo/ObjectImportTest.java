// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Bringing objects from one repository into another.
class ObjectImportTest {
  private static final TransactionOptions HASTY =
      TransactionOptions.defaults()
          .withSplitXattrs(TransactionOptions.SplitXattrsUse.WRITTEN)
          .withFsync(TransactionOptions.Fsync.OFF);

  @TempDir Path directory;

  private Repo create(String name, RepoMode mode) throws IOException {
    return Samples.create(directory.resolve(name), mode);
  }

  private static Checksum fill(Repo repo) throws IOException {
    try (Transaction transaction = repo.begin(HASTY)) {
      Checksum commit = Samples.writeCommit(transaction, "s");
      Samples.write(transaction, Samples.regular(0755), Samples.bytes(300_000));
      VariantDict dict = VariantDict.empty();
      dict.put("signed", "yes");
      transaction.writeDetachedMetadata(commit, Optional.of(dict));
      transaction.publish();
      return commit;
    }
  }

  private static List<ObjectName> names(Repo repo) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    repo.objects()
        .forEach(
            name -> {
              boolean own =
                  name.type() != ObjectType.FILE_XATTRS
                      && name.type() != ObjectType.FILE_XATTRS_LINK;
              if (own) {
                names.add(name);
              }
            });
    names.sort(null);
    return names;
  }

  private static void importAll(Repo source, Repo target, Trust trust) throws IOException {
    try (Transaction transaction = target.begin(HASTY)) {
      for (ObjectName name : names(source)) {
        transaction.importFrom(source, name, trust);
      }
      transaction.publish();
    }
  }

  private static int links(Repo repo, ObjectName name) throws IOException {
    String path = name.loosePath(repo.mode() == RepoMode.ARCHIVE);
    return repo.kernel().status(repo.objectsDirectory(), path).links();
  }

  @Test
  void onlyWhoVerifiesFindsDamage() throws IOException {
    try (Repo source = create("damaged", RepoMode.BARE_USER)) {
      ObjectName name;
      try (Transaction transaction = source.begin(HASTY)) {
        byte[] content = Samples.bytes(400_000);
        name =
            new ObjectName(
                Samples.write(transaction, Samples.regular(0644), content), ObjectType.FILE);
        transaction.publish();
      }
      Path file = directory.resolve("damaged/objects").resolve(name.loosePath(false));
      byte[] damaged = Files.readAllBytes(file);
      damaged[1_000] ^= 1;
      Files.write(file, damaged);
      try (Repo verifying = create("verifying", RepoMode.ARCHIVE);
          Repo trusting = create("trusting", RepoMode.ARCHIVE)) {
        assertThrows(
            RepoException.ObjectDamaged.class, () -> importAll(source, verifying, Trust.VERIFY));
        assertFalse(verifying.objects().has(name));
        importAll(source, trusting, Trust.TRUSTED);
        assertThrows(RepoException.ObjectDamaged.class, () -> trusting.objects().verify(name));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Trust.class)
  void everyModeTakesFromEveryOther(Trust trust) throws IOException {
    assumeTrue(Kernel.system().effectiveUser() == 0, "only root sets owners");
    for (RepoMode from : RepoMode.values()) {
      try (Repo source = create("from-" + from, from)) {
        Checksum commit = fill(source);
        for (RepoMode to : RepoMode.values()) {
          try (Repo target = create(from + "-" + to, to)) {
            importAll(source, target, trust);
            assertEquals(names(source), names(target), from + " to " + to);
            target.objects().forEach(name -> target.objects().verify(name));
            assertTrue(target.objects().detachedMetadata(commit).isPresent());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ARCHIVE,ARCHIVE,2",
    "BARE_USER,BARE_USER,2",
    "BARE_USER_ONLY,BARE_USER_ONLY,2",
    "BARE_USER,BARE_USER_ONLY,2",
    "BARE_USER,ARCHIVE,1",
    "ARCHIVE,BARE_USER,1"
  })
  void trustedFilesAreLinkedWhereTheyAreStoredAlike(RepoMode from, RepoMode to, int links)
      throws IOException {
    try (Repo source = create("source", from);
        Repo target = create("target", to)) {
      try (Transaction transaction = source.begin(HASTY)) {
        Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES);
        transaction.publish();
      }
      importAll(source, target, Trust.TRUSTED);
      assertEquals(links, links(target, Samples.file(Samples.HELLO)));
    }
  }

  @Test
  void whatIsNotTrustedIsLinkedOnceItIsVerified() throws IOException {
    try (Repo source = create("source", RepoMode.ARCHIVE);
        Repo target = create("target", RepoMode.ARCHIVE)) {
      fill(source);
      importAll(source, target, Trust.VERIFY);
      for (ObjectName name : names(target)) {
        boolean rewritten = name.type() == ObjectType.COMMIT_METADATA;
        assertEquals(rewritten ? 1 : 2, links(target, name), name::toString);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ARCHIVE", "BARE_USER"})
  void damagedContentThatIsNotTrustedIsRefused(RepoMode mode) throws IOException {
    try (Repo source = create("source", mode);
        Repo target = create("target", mode)) {
      fill(source);
      for (ObjectName name : names(source)) {
        if (name.type() == ObjectType.COMMIT_METADATA) {
          continue;
        }
        Path path =
            directory.resolve("source/objects").resolve(name.loosePath(mode == RepoMode.ARCHIVE));
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.write(path, bytes);
        try (Transaction transaction = target.begin(HASTY)) {
          assertThrows(
              RepoException.ObjectDamaged.class,
              () -> transaction.importFrom(source, name, Trust.VERIFY),
              name::toString);
          assertFalse(transaction.has(name));
        }
      }
    }
  }

  @Test
  void aSetuidFileIsRefusedWhereFilesBelongToTheUser() throws IOException {
    try (Repo source = create("source", RepoMode.BARE_USER);
        Repo only = create("only", RepoMode.BARE_USER_ONLY);
        Repo archive = create("archive", RepoMode.ARCHIVE)) {
      Checksum name;
      try (Transaction transaction = source.begin(HASTY)) {
        name = Samples.write(transaction, Samples.regular(04755), Samples.HELLO_BYTES);
        transaction.publish();
      }
      ObjectName file = Samples.file(name);
      try (Transaction transaction = only.begin(HASTY);
          Transaction other = archive.begin(HASTY)) {
        assertThrows(
            RepoException.ModeRefusesWrite.class,
            () -> transaction.importFrom(source, file, Trust.TRUSTED));
        assertThrows(
            RepoException.ModeRefusesWrite.class,
            () -> other.importFrom(source, file, Trust.TRUSTED, ModePolicy.BARE_USER_ONLY));
        assertTrue(other.importFrom(source, file, Trust.TRUSTED));
        assertFalse(other.importFrom(source, file, Trust.TRUSTED));
      }
    }
  }

  @Test
  void aMissingObjectIsNamed() throws IOException {
    try (Repo source = create("source", RepoMode.ARCHIVE);
        Repo target = create("target", RepoMode.ARCHIVE);
        Transaction transaction = target.begin(HASTY)) {
      ObjectName file = Samples.file(Samples.HELLO);
      var failure =
          assertThrows(
              RepoException.ObjectMissing.class,
              () -> transaction.importFrom(source, file, Trust.TRUSTED));
      assertEquals("Couldn't find file object '" + Samples.HELLO + "'", failure.getMessage());
    }
  }
}
