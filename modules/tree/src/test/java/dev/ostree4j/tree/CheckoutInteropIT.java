// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A checkout here is like one by the real program: content, owners, modes, xattrs, link counts.
class CheckoutInteropIT {

  @TempDir Path temporary;
  private Path source;

  @BeforeEach
  void makeSource() throws IOException {
    ReferenceProgram.requireOstree();
    source = Fixture.richTree(temporary);
  }

  /// Checks the same commit out by both programs from copies of one repository.
  private void compare(RepoMode mode, Path tree, CheckoutOptions options, String... arguments)
      throws IOException {
    Path ourRepo = temporary.resolve("repo");
    Path theirRepo = temporary.resolve("their-repo");
    Checksum commit;
    try (Repo repo = Repo.create(ourRepo, mode)) {
      commit = Fixture.commit(repo, tree);
      Fixture.shell(temporary, "cp -a repo their-repo");
      new Checkout(repo, options).write(commit, temporary.resolve("ours"));
    }
    var command = new ArrayList<>(List.of("--repo=" + theirRepo, "checkout"));
    command.addAll(List.of(arguments));
    command.addAll(List.of(commit.hex(), temporary.resolve("theirs").toString()));
    ReferenceProgram.ostree(command.toArray(String[]::new));
    assertSame();
  }

  private void assertSame() {
    assertEquals(
        Fixture.snapshot(temporary.resolve("theirs")), Fixture.snapshot(temporary.resolve("ours")));
  }

  static Stream<Arguments> ways() {
    CheckoutOptions defaults = CheckoutOptions.defaults();
    CheckoutOptions user = defaults.withMode(CheckoutOptions.Mode.USER);
    CheckoutOptions linked = defaults.withLinks(CheckoutOptions.Links.REQUIRE);
    CheckoutOptions copied = defaults.withLinks(CheckoutOptions.Links.NEVER);
    return Stream.of(
        Arguments.of(RepoMode.BARE, defaults, ""),
        Arguments.of(RepoMode.BARE, linked, "-H"),
        Arguments.of(RepoMode.BARE, copied, "-C"),
        Arguments.of(RepoMode.BARE, user, "-U"),
        Arguments.of(RepoMode.BARE_USER, defaults, ""),
        Arguments.of(RepoMode.BARE_USER, user, "-U"),
        Arguments.of(RepoMode.BARE_USER, user.withLinks(CheckoutOptions.Links.REQUIRE), "-U -H"),
        Arguments.of(RepoMode.BARE_USER, user.withLinks(CheckoutOptions.Links.NEVER), "-U -C"),
        Arguments.of(RepoMode.BARE_USER_ONLY, defaults, ""),
        Arguments.of(RepoMode.BARE_USER_ONLY, user, "-U"),
        Arguments.of(RepoMode.BARE_USER_ONLY, linked, "-H"),
        Arguments.of(RepoMode.ARCHIVE, defaults, ""),
        Arguments.of(RepoMode.ARCHIVE, user, "-U"),
        Arguments.of(
            RepoMode.ARCHIVE,
            user.withCache(CheckoutOptions.UncompressedCache.SKIP),
            "-U --disable-cache"),
        Arguments.of(
            RepoMode.ARCHIVE,
            defaults.withDirectoryModes(CheckoutOptions.DirectoryModes.BARE_USER_ONLY),
            "-M"),
        Arguments.of(RepoMode.ARCHIVE, defaults.withSubpath("/dir"), "--subpath=/dir"),
        Arguments.of(RepoMode.BARE, defaults.withSubpath("dir/a"), "--subpath=dir/a"),
        Arguments.of(RepoMode.ARCHIVE, defaults.withSync(CheckoutOptions.Sync.EACH), "--fsync=1"),
        Arguments.of(RepoMode.BARE, defaults.withZeroSized(CheckoutOptions.ZeroSized.COPY), "-z"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void checkoutsAreAlike(RepoMode mode, CheckoutOptions options, String arguments)
      throws IOException {
    compare(mode, source, options, arguments.isEmpty() ? new String[0] : arguments.split(" "));
  }

  @ParameterizedTest
  @EnumSource(names = {"BARE", "BARE_USER", "BARE_USER_ONLY", "ARCHIVE"})
  void commitsOfTheRealProgramAreCheckedOut(RepoMode mode) throws IOException {
    Path repository = temporary.resolve("repo");
    ReferenceProgram.ostree("--repo=" + repository, "init", "--mode=" + mode.configText());
    var arguments = new ArrayList<String>();
    if (mode == RepoMode.BARE_USER_ONLY) {
      arguments.add("--canonical-permissions");
    }
    arguments.add(source.toString());
    Checksum commit = Fixture.referenceCommit(repository, arguments.toArray(String[]::new));
    ReferenceProgram.ostree(
        "--repo=" + repository, "checkout", "-C", commit.hex(), temporary.resolve("theirs") + "");
    try (Repo repo = Repo.open(repository)) {
      new Checkout(repo, CheckoutOptions.defaults().withLinks(CheckoutOptions.Links.NEVER))
          .write(commit, temporary.resolve("ours"));
    }
    assertSame();
  }

  @ParameterizedTest
  @EnumSource(names = {"BARE", "ARCHIVE"})
  void laterTreesAreLaidOver(RepoMode mode) throws IOException {
    Path second = Files.createDirectory(temporary.resolve("second"));
    Fixture.shell(
        second, "echo new > file; mkdir dir; echo n > dir/new; chmod 700 dir; ln -s other link");
    for (String way : List.of("--union", "--union-add")) {
      CheckoutOptions.Existing existing =
          way.equals("--union") ? CheckoutOptions.Existing.REPLACE : CheckoutOptions.Existing.KEEP;
      Fixture.shell(temporary, "rm -rf repo ours theirs");
      Path repository = temporary.resolve("repo");
      try (Repo repo = Repo.create(repository, mode)) {
        for (Checksum commit :
            List.of(Fixture.commit(repo, source), Fixture.commit(repo, second))) {
          ReferenceProgram.ostree(
              "--repo=" + repository,
              "checkout",
              way,
              commit.hex(),
              temporary.resolve("theirs") + "");
          new Checkout(repo, CheckoutOptions.defaults().withExisting(existing))
              .write(commit, temporary.resolve("ours"));
        }
      }
      String format = mode == RepoMode.BARE ? "%P %y %m %U:%G %l" : "%P %y %m %U:%G %n %l";
      assertEquals(
          Fixture.snapshot(temporary.resolve("theirs"), format).replaceAll(" (epoch|now)\n", "\n"),
          Fixture.snapshot(temporary.resolve("ours"), format).replaceAll(" (epoch|now)\n", "\n"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BARE", "ARCHIVE"})
  void whiteoutsAreAppliedAlike(RepoMode mode) throws IOException {
    Path layer = Files.createDirectory(temporary.resolve("layer"));
    Fixture.shell(
        layer,
        """
        : > .wh.file; : > .wh.missing; mkdir dir; : > dir/.wh.sub; echo kept > dir/kept
        mkdir empty-dir; : > empty-dir/.wh..wh..opq; echo only > empty-dir/only
        echo m > .ostree-wh.gone; chmod 640 .ostree-wh.gone; chown 3:4 .ostree-wh.gone
        """);
    Path repository = temporary.resolve("repo");
    Fixture.shell(temporary, "echo buried > source/empty-dir/buried");
    CheckoutOptions options =
        CheckoutOptions.defaults()
            .withExisting(CheckoutOptions.Existing.REPLACE)
            .withWhiteouts(CheckoutOptions.Whiteouts.APPLY)
            .withPassthrough(CheckoutOptions.PassthroughWhiteouts.MAKE_DEVICES);
    try (Repo repo = Repo.create(repository, mode)) {
      for (Checksum commit : List.of(Fixture.commit(repo, source), Fixture.commit(repo, layer))) {
        ReferenceProgram.ostree(
            "--repo=" + repository,
            "checkout",
            "--union",
            "--whiteouts",
            "--process-passthrough-whiteouts",
            commit.hex(),
            temporary.resolve("theirs") + "");
        new Checkout(repo, options).write(commit, temporary.resolve("ours"));
      }
    }
    String format = "%P %y %m %U:%G %l";
    assertEquals(
        Fixture.snapshot(temporary.resolve("theirs"), format).replaceAll(" (epoch|now)\n", "\n"),
        Fixture.snapshot(temporary.resolve("ours"), format).replaceAll(" (epoch|now)\n", "\n"));
  }

  @Test
  void complaintsAreTheSame() throws IOException {
    for (RepoMode mode : List.of(RepoMode.BARE, RepoMode.BARE_USER, RepoMode.ARCHIVE)) {
      Path repository = temporary.resolve("repo-" + mode);
      try (Repo repo = Repo.create(repository, mode)) {
        Checksum commit = Fixture.commit(repo, source);
        CheckoutOptions.Mode wrong =
            mode == RepoMode.BARE ? CheckoutOptions.Mode.USER : CheckoutOptions.Mode.NONE;
        CheckoutOptions required =
            CheckoutOptions.defaults().withMode(wrong).withLinks(CheckoutOptions.Links.REQUIRE);
        String flag = mode == RepoMode.BARE ? "-UH" : "-H";
        assertEquals(
            Fixture.referenceError(
                "--repo=" + repository,
                "checkout",
                flag,
                commit.hex(),
                temporary.resolve("t" + mode) + ""),
            message(new Checkout(repo, required), commit, temporary.resolve("o" + mode)));
        for (String path : List.of("/nope", "dir/nope", "file/x")) {
          assertEquals(
              Fixture.referenceError(
                  "--repo=" + repository,
                  "checkout",
                  "--subpath=" + path,
                  commit.hex(),
                  temporary.resolve("tt" + mode) + ""),
              message(
                  new Checkout(repo, CheckoutOptions.defaults().withSubpath(path)),
                  commit,
                  temporary.resolve("oo" + mode)));
        }
      }
    }
  }

  private static String message(Checkout checkout, Checksum commit, Path destination) {
    return assertThrows(TreeException.class, () -> checkout.write(commit, destination))
        .getMessage();
  }
}
