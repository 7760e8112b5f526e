// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives become the same commits as with the real program, and commits the same archives.
class ArchiveInteropIT {

  @TempDir Path temporary;
  private Path source;

  @BeforeEach
  void makeSource() throws IOException {
    ReferenceProgram.requireOstree();
    source = Fixture.richTree(temporary);
  }

  private Checksum ours(Path archive, ImportOptions options, TarOptions tarOptions)
      throws IOException {
    Path path = temporary.resolve("ours");
    try (Repo repo = Repo.create(path, RepoMode.ARCHIVE);
        Transaction transaction = repo.begin();
        InputStream in = Files.newInputStream(archive)) {
      MutableTree tree = MutableTree.empty();
      new TarImporter(transaction, options, tarOptions).read(in, tree);
      return Fixture.publish(transaction, new TreeWriter(transaction).write(tree));
    }
  }

  private Checksum theirs(Path archive, String... arguments) {
    Path path = temporary.resolve("theirs");
    ReferenceProgram.ostree("--repo=" + path, "init", "--mode=archive");
    var all = new ArrayList<>(List.of(arguments));
    all.add("--tree=tar=" + archive);
    return Fixture.referenceCommit(path, all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"gnu,cf", "ustar,cf", "pax,cf", "pax,czf", "gnu,cJf", "gnu,cjf", "v7,cf"})
  void tarArchivesBecomeTheSameCommit(String format, String flags) throws IOException {
    String xattrs = format.equals("pax") ? "--xattrs --xattrs-include='*' " : "";
    Fixture.shell(source, "rm -f big"); // with its long run of one byte tar would still store it
    Fixture.shell(
        temporary,
        "tar -C source --format=" + format + " " + xattrs + "-" + flags + " a.tar . 2>/dev/null");
    Path archive = temporary.resolve("a.tar");
    assertEquals(theirs(archive), ours(archive, ImportOptions.defaults(), TarOptions.defaults()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"newc", "odc", "crc"})
  void cpioArchivesBecomeTheSameCommit(String format) throws IOException {
    Fixture.shell(
        source, "rm -rf 'dir/hard'; find . | cpio -o -H " + format + " >../a 2>/dev/null");
    Path archive = temporary.resolve("a");
    assertEquals(theirs(archive), ours(archive, ImportOptions.defaults(), TarOptions.defaults()));
  }

  @Test
  void hardLinksInCpioShareTheirContent() throws IOException {
    Fixture.shell(source, "find . | sort | cpio -o -H newc >../a 2>/dev/null");
    Path archive = temporary.resolve("a");
    assertEquals(theirs(archive), ours(archive, ImportOptions.defaults(), TarOptions.defaults()));
  }

  @Test
  void longNamesSurvive() throws IOException {
    String name = "n".repeat(120);
    Fixture.shell(
        source,
        "mkdir -p %1$s/%1$s; echo x >%1$s/%1$s/%1$s; ln -s %1$s/%1$s/%1$s long".formatted(name));
    for (String format : List.of("gnu", "pax")) {
      Fixture.shell(temporary, "tar -C source --format=" + format + " -cf a.tar .");
      Path archive = temporary.resolve("a.tar");
      assertEquals(theirs(archive), ours(archive, ImportOptions.defaults(), TarOptions.defaults()));
    }
  }

  @Test
  void missingParentsAreMade() throws IOException {
    Fixture.shell(temporary, "tar -C source -cf a.tar dir/owned/link dir/sub/deep/file owned");
    Path archive = temporary.resolve("a.tar");
    TarOptions options = TarOptions.defaults().withMissingParents(TarOptions.MissingParents.CREATE);
    assertEquals(
        theirs(archive, "--tar-autocreate-parents"),
        ours(archive, ImportOptions.defaults(), options));
    String complaint =
        Fixture.referenceError(
            "--repo=" + temporary.resolve("theirs"), "commit", "--orphan", "--tree=tar=" + archive);
    assertEquals(
        complaint,
        assertThrows(
                TreeException.class,
                () -> ours(archive, ImportOptions.defaults(), TarOptions.defaults()))
            .getMessage());
  }

  @Test
  void namesAreReplacedByPattern() throws IOException {
    Fixture.shell(temporary, "tar -C source -cf a.tar ./ ");
    Path archive = temporary.resolve("a.tar");
    assertEquals(
        theirs(archive, "--tar-pathname-filter=(s)(u),\\2x\\g<1>$"),
        ours(
            archive,
            ImportOptions.defaults(),
            TarOptions.defaults().withRenaming("(s)(u)", "\\2x\\g<1>$")));
  }

  @Test
  void optionsOfImportsCountForArchivesToo() throws IOException {
    Fixture.shell(temporary, "tar -C source --format=pax --xattrs -cf a.tar .");
    Path archive = temporary.resolve("a.tar");
    Path stat = Files.writeString(temporary.resolve("stat"), "=384 /dir\n2048 /exe\n");
    Path skip = Files.writeString(temporary.resolve("skip"), "/link\n");
    ImportOptions options =
        ImportOptions.defaults()
            .withOwnerUid(7)
            .withXattrs(ImportOptions.XattrUse.SKIP)
            .withStatOverrides(StatOverrides.parse(Files.readString(stat)))
            .withSkipList(SkipList.parse(Files.readString(skip)));
    assertEquals(
        theirs(
            archive,
            "--owner-uid=7",
            "--no-xattrs",
            "--statoverride=" + stat,
            "--skip-list=" + skip),
        ours(archive, options, TarOptions.defaults()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--prefix=some/where/", "--prefix=p", "--subpath=/dir/sub"})
  void exportsAreTheSameBytes(String argument) throws IOException {
    String name = "n".repeat(120);
    Fixture.shell(source, "mkdir -p %1$s; echo x >%1$s/%1$s; ln -s %1$s/%1$s long".formatted(name));
    Path repository = temporary.resolve("repo");
    var ours = new ByteArrayOutputStream();
    Checksum commit;
    try (Repo repo = Repo.create(repository, RepoMode.BARE)) {
      commit = Fixture.commit(repo, source);
      ExportOptions options = ExportOptions.defaults().withRepeats(ExportOptions.Repeats.COPIES);
      if (argument.startsWith("--prefix=")) {
        options = options.withPrefix(argument.substring("--prefix=".length()));
      } else if (!argument.isEmpty()) {
        options = options.withSubpath(argument.substring("--subpath=".length()));
      }
      new TarExporter(repo, options).write(commit, ours);
    }
    Path theirs = temporary.resolve("theirs.tar");
    var command =
        new ArrayList<>(List.of("ostree", "--repo=" + repository, "export", "-o", theirs + ""));
    if (!argument.isEmpty()) {
      command.add(argument);
    }
    command.add(commit.hex());
    assertEquals(0, ReferenceProgram.run(command, Map.of()).status());
    assertArrayEquals(Files.readAllBytes(theirs), ours.toByteArray());
  }

  @Test
  void exportsUnpackToTheSameTree() throws IOException {
    Path repository = temporary.resolve("repo");
    Path archive = temporary.resolve("ours.tar");
    try (Repo repo = Repo.create(repository, RepoMode.ARCHIVE);
        var out = Files.newOutputStream(archive)) {
      Checksum commit =
          Fixture.commit(
              repo, source, ImportOptions.defaults().withXattrs(ImportOptions.XattrUse.SKIP));
      new TarExporter(repo, ExportOptions.defaults()).write(commit, out);
      new Checkout(repo, CheckoutOptions.defaults()).write(commit, temporary.resolve("checkout"));
    }
    Fixture.shell(temporary, "mkdir untarred; tar -C untarred -xpf ours.tar");
    String format = "%P %y %m %U:%G %l";
    assertEquals(
        Fixture.snapshot(temporary.resolve("checkout"), format).replaceAll(" (epoch|now)", ""),
        Fixture.snapshot(temporary.resolve("untarred"), format).replaceAll(" (epoch|now)", ""));
  }
}
