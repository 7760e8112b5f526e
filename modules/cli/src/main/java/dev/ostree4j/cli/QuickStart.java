// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.PullReport;
import dev.ostree4j.pull.PullRequest;
import dev.ostree4j.pull.Puller;
import dev.ostree4j.repo.DevInoCache;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.SizeText;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Fsck;
import dev.ostree4j.traverse.FsckEvent;
import dev.ostree4j.traverse.FsckOptions;
import dev.ostree4j.traverse.FsckReport;
import dev.ostree4j.tree.Checkout;
import dev.ostree4j.tree.CheckoutFilter;
import dev.ostree4j.tree.CheckoutOptions;
import dev.ostree4j.tree.DiffOptions;
import dev.ostree4j.tree.DiffReport;
import dev.ostree4j.tree.DiffSide;
import dev.ostree4j.tree.DirectoryImporter;
import dev.ostree4j.tree.ImportOptions;
import dev.ostree4j.tree.TreeDiff;
import dev.ostree4j.tree.TreeRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The steps of `quickstart`. Nothing of the user's is changed, and what is made stays, so that it
/// can be looked at.
final class QuickStart {
  private static final String BRANCH = "demo/main";
  private static final RefSpec REF = RefSpec.of(new RefName(BRANCH));

  private final StepLog log;
  private final Console console;
  private final QuickStartSource source;
  private final Path scratch;
  private final QuickStartReport report;

  QuickStart(StepLog log, QuickStartSource source, Path scratch) {
    this.log = log;
    this.console = log.console();
    this.source = source;
    this.scratch = scratch;
    this.report = new QuickStartReport(log);
  }

  void run() throws IOException {
    console.println("ostree4j quickstart: " + source.directory() + " is read, never written.");
    console.println(source.files() + " files, " + SizeText.of(source.sizeBytes()));
    console.println("Everything is made in " + scratch);
    log.step(
        "Make two repositories",
        "ostree --repo=work init --mode=bare-user; ostree --repo=publish init --mode=archive",
        () -> {
          Repo.create(path("work"), RepoMode.BARE_USER).close();
          Repo.create(path("publish"), RepoMode.ARCHIVE).close();
          return null;
        });
    try (Repo work = Repo.open(path("work"));
        Repo publish = Repo.open(path("publish"))) {
      runOn(work, publish);
    }
  }

  private void runOn(Repo work, Repo publish) throws IOException {
    Checksum first =
        log.step(
            "Commit " + source.directory(),
            "ostree --repo=work commit -b " + BRANCH + " --canonical-permissions DIR",
            () -> commit(work, source.directory(), "Everything as it is", Optional.empty()));
    log.step(
        "Look at history, tree and sizes",
        "ostree --repo=work log " + BRANCH + "; ostree --repo=work ls " + BRANCH,
        () -> report.show(work, first, source));
    log.step(
        "Check it out, by hardlink",
        "ostree --repo=work checkout -U " + BRANCH + " tree",
        () -> checkOut(work, first, path("tree")));
    log.step(
        "Change some files",
        "cp FILE new; echo … >>new; mv new FILE   # never in place: the repository has the same"
            + " inode",
        () -> report.told(new QuickStartChanges(path("tree")).make()));
    Checksum second =
        log.step(
            "Commit again: only what is new is read",
            "ostree --repo=work commit -b " + BRANCH + " --devino-canonical tree",
            () -> commit(work, path("tree"), "A few changes", Optional.of(first)));
    log.step(
        "Compare the two commits",
        "ostree --repo=work diff " + BRANCH,
        () -> report.show(diff(work, first, second)));
    log.step(
        "Roll back",
        "ostree --repo=work reset " + BRANCH + " FIRST; ostree checkout -U " + BRANCH + " before",
        () -> rollBack(work, first));
    log.step(
        "Pull everything into the other repository",
        "ostree --repo=publish pull-local work --depth=-1",
        () -> report.show(pull(work, publish, List.of(BRANCH, second.hex()))));
    new QuickStartNet(log, scratch, new RefName(BRANCH), source.paths())
        .run(publish, first, second);
    log.step(
        "Verify every byte of both",
        "ostree --repo=work fsck; ostree --repo=publish fsck",
        () -> verify(work, publish));
    report.end(scratch, BRANCH, first, second);
  }

  private Path path(String name) {
    return scratch.resolve(name);
  }

  /// With a parent the source is a checkout: its hardlinks are known, and need not be read.
  private Checksum commit(Repo repo, Path directory, String subject, Optional<Checksum> parent)
      throws IOException {
    var bar = new ProgressBar(console, "   reading", source.paths());
    ImportOptions options =
        ImportOptions.defaults()
            .withPermissions(ImportOptions.Permissions.CANONICAL)
            .withFilter(
                (path, found) -> {
                  bar.advance();
                  return Optional.of(found);
                });
    if (parent.isPresent()) {
      options = options.withDevInoCache(DevInoCache.scan(repo), ImportOptions.CacheTrust.CANONICAL);
    }
    try (Transaction transaction = repo.begin()) {
      TreeRoot root = new DirectoryImporter(transaction, options).read(directory);
      Commit commit =
          Commit.of(root.tree(), root.meta(), System.currentTimeMillis() / 1000)
              .withSubject(subject);
      if (parent.isPresent()) {
        commit = commit.withParent(parent.get());
      }
      Checksum name = transaction.writeCommit(commit);
      transaction.setRef(REF, Optional.of(name));
      var stats = transaction.publish();
      bar.end();
      log.say(
          "commit "
              + name
              + ": "
              + stats.contentObjectsWritten()
              + " new files, "
              + SizeText.of(stats.contentBytesWritten()));
      return name;
    }
  }

  private Path checkOut(Repo repo, Checksum commit, Path destination) throws IOException {
    var bar = new ProgressBar(console, "   linking", source.paths());
    CheckoutOptions options =
        CheckoutOptions.defaults()
            .withMode(CheckoutOptions.Mode.USER)
            .withFilter(
                (path, found) -> {
                  bar.advance();
                  return CheckoutFilter.Decision.ALLOW;
                });
    new Checkout(repo, options).write(commit, destination);
    bar.end();
    log.say("now in " + destination + ", sharing its files with the repository");
    return destination;
  }

  private static DiffReport diff(Repo repo, Checksum a, Checksum b) throws IOException {
    return new TreeDiff(repo, DiffOptions.defaults())
        .compare(new DiffSide.Commit(a), new DiffSide.Commit(b));
  }

  /// What comes out is committed once more: equal trees have equal names.
  private Checksum rollBack(Repo repo, Checksum first) throws IOException {
    try (Transaction transaction = repo.begin()) {
      transaction.setRef(REF, Optional.of(first));
      transaction.publish();
    }
    checkOut(repo, repo.refs().resolve(BRANCH), path("before"));
    ImportOptions options =
        ImportOptions.defaults()
            .withPermissions(ImportOptions.Permissions.CANONICAL)
            .withDevInoCache(DevInoCache.scan(repo), ImportOptions.CacheTrust.CANONICAL);
    try (Transaction transaction = repo.begin()) {
      TreeRoot again = new DirectoryImporter(transaction, options).read(path("before"));
      Commit commit = repo.objects().readCommit(first);
      if (!again.equals(new TreeRoot(commit.rootTree(), commit.rootMeta()))) {
        throw new CommandException("what was rolled back to is not what was committed");
      }
    }
    log.say("the directory has the very name that was committed first: nothing is lost");
    return first;
  }

  private PullReport pull(Repo from, Repo to, List<String> wanted) throws IOException {
    var bar = new ProgressBar(console, "   copying", source.paths());
    PullOptions options = PullOptions.defaults().withDepth(Depth.ALL);
    PullReport pulled =
        new Puller(to, options, event -> bar.advance()).pull(from, PullRequest.parse(wanted));
    bar.end();
    return pulled;
  }

  private Repo verify(Repo work, Repo publish) throws IOException {
    for (Repo repo : List.of(work, publish)) {
      var bar = new ProgressBar(console, "   hashing", 100);
      FsckReport found =
          new Fsck(
                  repo,
                  FsckOptions.defaults(),
                  event -> {
                    if (event instanceof FsckEvent.Progress(long done, long total)) {
                      bar.moveTo(total == 0 ? 100 : done * 100 / total);
                    }
                  })
              .run();
      bar.end();
      if (!found.isClean()) {
        throw new CommandException("the repository " + repo.path() + " is damaged");
      }
      log.say(repo.mode().configText() + ": " + found.objects() + " objects, no errors");
    }
    return work;
  }
}
