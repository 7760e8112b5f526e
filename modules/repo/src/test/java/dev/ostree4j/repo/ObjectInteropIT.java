// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Both directions against the C program: it accepts what we write, we read what it writes, and
/// the stored files are the same.
@Tag("slow")
class ObjectInteropIT {
  private static final TransactionOptions OPTIONS =
      TransactionOptions.defaults()
          .withSplitXattrs(TransactionOptions.SplitXattrsUse.WRITTEN)
          .withFsync(TransactionOptions.Fsync.OFF);

  @TempDir Path directory;

  @BeforeEach
  void requirePrograms() {
    ReferenceProgram.requireOstree();
    assumeTrue(Kernel.system().effectiveUser() == 0, "only root sets owners");
  }

  @ParameterizedTest
  @EnumSource(RepoMode.class)
  void theProgramFindsNothingWrongInWhatWeWrite(RepoMode mode) throws IOException {
    Path path = directory.resolve("ours");
    try (Repo repo = Samples.create(path, mode)) {
      Checksum commit;
      try (Transaction transaction = repo.begin(OPTIONS)) {
        commit = Samples.writeCommit(transaction, "subject");
        transaction.publish();
      }
      Files.writeString(path.resolve("refs/heads/main"), commit + "\n");
    }
    String said = ReferenceProgram.ostree("--repo=" + path, "fsck");
    assertTrue(said.contains("no errors found"), said);
    String listed = ReferenceProgram.ostree("--repo=" + path, "ls", "-R", "main");
    assertTrue(listed.contains("/below/link -> file0"), listed);
    String shown = ReferenceProgram.ostree("--repo=" + path, "cat", "main", "/file2");
    assertEquals("subject2", shown);
  }

  @ParameterizedTest
  @EnumSource(names = "BARE_SPLIT_XATTRS", mode = EnumSource.Mode.EXCLUDE)
  void weFindNothingWrongInWhatTheProgramWrites(RepoMode mode) throws IOException {
    try (Repo theirs = Repo.open(commitByProgram(mode))) {
      List<ObjectName> names = new ArrayList<>();
      theirs.objects().forEach(names::add);
      assertTrue(names.size() >= 11, names::toString);
      for (ObjectName name : names) {
        theirs.objects().verify(name);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BARE_SPLIT_XATTRS", mode = EnumSource.Mode.EXCLUDE)
  void weStoreTheSameFilesAsTheProgram(RepoMode mode) throws IOException {
    try (Repo theirs = Repo.open(commitByProgram(mode));
        Repo ours = Samples.create(directory.resolve("ours"), mode)) {
      try (Transaction transaction = ours.begin(OPTIONS)) {
        theirs.objects().forEach(name -> rewrite(theirs, transaction, name));
        transaction.publish();
      }
      assertEquals(describe(theirs), describe(ours));
    }
  }

  private static void rewrite(Repo from, Transaction to, ObjectName name) throws IOException {
    if (name.type() != ObjectType.FILE) {
      to.writeMetadata(name.type(), from.objects().readMetadata(name));
      return;
    }
    try (ContentObject content = from.objects().openContent(name.checksum())) {
      FileHeader header = content.header();
      to.writeContent(name.checksum(), header, content.sizeBytes(), content.stream());
    }
  }

  /// Type, mode, owner, size, times and attributes of each object file.
  private static TreeMap<String, String> describe(Repo repo) throws IOException {
    var described = new TreeMap<String, String>();
    Kernel kernel = repo.kernel();
    Descriptor root = repo.objectsDirectory();
    repo.objects()
        .forEach(
            name -> {
              String path = name.loosePath(repo.mode() == RepoMode.ARCHIVE);
              FileStatus status = kernel.status(root, path);
              boolean timed = name.type() == ObjectType.FILE && status.modifiedSeconds() == 0;
              Optional<byte[]> attribute =
                  status.isSymlink()
                      ? Optional.empty()
                      : kernel.xattr(root, path, ContentReader.BARE_USER_ATTRIBUTE);
              described.put(
                  path,
                  Integer.toOctalString(status.mode())
                      + " "
                      + status.uid()
                      + ":"
                      + status.gid()
                      + " "
                      + (path.endsWith("z") ? -1 : status.sizeBytes())
                      + (timed ? " epoch " : " ")
                      + attribute.map(HexFormat.of()::formatHex).orElse("-"));
            });
    return described;
  }

  private Path commitByProgram(RepoMode mode) throws IOException {
    Path tree = directory.resolve("tree");
    ReferenceProgram.succeed(
        List.of(
            "sh",
            "-ec",
            "mkdir -p $0/d; cd $0; echo hello >a; cp a suid; chmod 4755 suid; cp a w; chmod 666 w;"
                + "ln -s a lnk; ln -s /nowhere/é d/far; : >none; chmod 0 none; cp a own;"
                + "chown 1000:1001 own; chmod 2771 own; chown -h 5:6 d/far;"
                + "cp a x; setfattr -n user.aa -v 22 x; seq 100000 >big",
            tree.toString()));
    Path repo = directory.resolve("theirs");
    ReferenceProgram.ostree("--repo=" + repo, "init", "--mode=" + mode.configText());
    ReferenceProgram.ostree("--repo=" + repo, "commit", "-b", "main", "-s", "x", tree.toString());
    return repo;
  }
}
