// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.PullRequest;
import dev.ostree4j.pull.Puller;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.Fault;
import dev.ostree4j.testkit.FaultPlan;
import dev.ostree4j.testkit.FaultyKernel;
import dev.ostree4j.testkit.HastyKernel;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Fsck;
import dev.ostree4j.traverse.FsckListener;
import dev.ostree4j.traverse.FsckOptions;
import dev.ostree4j.traverse.PruneOptions;
import dev.ostree4j.traverse.Pruner;
import dev.ostree4j.tree.Checkout;
import dev.ostree4j.tree.CheckoutOptions;
import dev.ostree4j.tree.DirectoryImporter;
import dev.ostree4j.tree.ImportOptions;
import dev.ostree4j.tree.TreeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole operations, once for each kernel call they make, with that call failing.
///
/// Whatever fails, the operation ends well or with a declared error that has a message; the ref is
/// what it was or what it was to be; both programs find the repository sound; and the same
/// operation succeeds afterwards.
@Tag("slow")
class EveryCallFailsIT {
  /// The C program looks at every so many results: starting it costs more than the rest.
  private static final int REFERENCE_STEP = 13;

  private enum Kind {
    INPUT_OUTPUT_ERROR,
    NO_SPACE,
    INTERRUPTED_CALL,
    TORN_WRITE;

    FaultPlan at(int call) {
      return switch (this) {
        case INPUT_OUTPUT_ERROR -> FaultPlan.failing(call, Errno.EIO);
        case NO_SPACE -> FaultPlan.failing(call, Errno.ENOSPC);
        case INTERRUPTED_CALL -> FaultPlan.failing(call, Errno.EINTR);
        case TORN_WRITE -> FaultPlan.at(call, new Fault.ShortWrite(3, Errno.ENOSPC));
      };
    }
  }

  private interface Operation {
    void run(Kernel kernel, Path repository) throws IOException;
  }

  @TempDir private Path scratch;
  private Path template;
  private Path tree;

  @BeforeEach
  void commitTwice() throws IOException {
    ReferenceProgram.requireOstree();
    tree = Files.createDirectories(scratch.resolve("tree"));
    Files.createDirectories(tree.resolve("d/e"));
    Files.writeString(tree.resolve("d/file"), "some content");
    Files.createSymbolicLink(tree.resolve("d/e/link"), Path.of("../file"));
    template = scratch.resolve("template");
    Repo.create(template, RepoMode.BARE_USER).close();
    commit(Kernel.system(), template);
    Files.writeString(tree.resolve("d/file"), "other content");
    commit(Kernel.system(), template);
    Files.writeString(tree.resolve("d/file"), "content that is new");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void committing(Kind kind) throws IOException {
    forEachCall(kind, this::commit);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void pruning(Kind kind) throws IOException {
    forEachCall(
        kind,
        (kernel, repository) -> {
          try (Repo repo = Repo.open(kernel, repository)) {
            var options =
                PruneOptions.defaults().withRoots(PruneOptions.Roots.REFS).withDepth(Depth.NONE);
            new Pruner(repo, options).prune();
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void movingARef(Kind kind) throws IOException {
    Checksum parent;
    try (Repo repo = Repo.open(template)) {
      parent = repo.refs().resolve("main^");
    }
    forEachCall(
        kind,
        (kernel, repository) -> {
          try (Repo repo = Repo.open(kernel, repository)) {
            repo.refs().set(RefSpec.parse("main"), Optional.of(parent));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void pulling(Kind kind) throws IOException {
    Path source = scratch.resolve("source");
    Repo.create(source, RepoMode.ARCHIVE).close();
    commit(Kernel.system(), source);
    forEachCall(
        kind,
        (kernel, repository) -> {
          try (Repo from = Repo.open(kernel, source);
              Repo to = Repo.open(kernel, repository)) {
            new Puller(to, PullOptions.defaults(), PullListener.SILENT)
                .pull(from, PullRequest.parse(List.of("main")));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void checkingOut(Kind kind) throws IOException {
    Path target = scratch.resolve("checkout");
    forEachCall(
        kind,
        (kernel, repository) -> {
          delete(target);
          try (Repo repo = Repo.open(kernel, repository)) {
            var options = CheckoutOptions.defaults().withMode(CheckoutOptions.Mode.USER);
            new Checkout(repo, options).write(repo.refs().resolve("main"), target);
          }
          assertTrue(Files.exists(target.resolve("d/file")), "a checkout that ended well is whole");
        });
  }

  private void forEachCall(Kind kind, Operation operation) throws IOException {
    var counting = new FaultyKernel(HastyKernel.of(Kernel.system()));
    Path repository = scratch.resolve("repo");
    copy(template, repository);
    operation.run(counting, repository);
    int calls = counting.trace().size();
    assertTrue(calls > 5, "too few calls to mean anything: " + calls);
    Checksum before = tip(template);
    for (int call = 1; call <= calls; call++) {
      delete(repository);
      copy(template, repository);
      var faulty = new FaultyKernel(HastyKernel.of(Kernel.system()), kind.at(call));
      try {
        operation.run(faulty, repository);
      } catch (IOException e) {
        assertFalse(String.valueOf(e.getMessage()).isBlank(), "an error without a message: " + e);
      }
      String context = kind + " at call " + call + " of " + calls;
      assertSound(repository, before, context);
      if (call % REFERENCE_STEP == 0) {
        ReferenceProgram.ostree("fsck", "-q", "--repo=" + repository);
      }
      operation.run(Kernel.system(), repository);
    }
  }

  private static void assertSound(Path repository, Checksum before, String context)
      throws IOException {
    try (Repo repo = Repo.open(repository)) {
      Checksum tip = repo.refs().resolve("main");
      assertTrue(
          new Fsck(repo, FsckOptions.defaults(), FsckListener.SILENT).run().isClean(), context);
      if (!tip.equals(before)) {
        Commit commit = repo.objects().readCommit(tip);
        assertEquals("commit", commit.subject(), context);
      }
    }
  }

  private static Checksum tip(Path repository) throws IOException {
    try (Repo repo = Repo.open(repository)) {
      return repo.refs().resolve("main");
    }
  }

  private void commit(Kernel kernel, Path repository) throws IOException {
    try (Repo repo = Repo.open(kernel, repository);
        Transaction transaction = repo.begin()) {
      TreeRoot root = new DirectoryImporter(transaction, ImportOptions.defaults()).read(tree);
      Commit commit = Commit.of(root.tree(), root.meta(), 1).withSubject("commit");
      Optional<Checksum> parent = repo.refs().find(RefSpec.parse("main"));
      if (parent.isPresent()) {
        commit = commit.withParent(parent.get());
      }
      Checksum written = transaction.writeCommit(commit);
      transaction.setRef(RefSpec.parse("main"), Optional.of(written));
      transaction.publish();
    }
  }

  private static void copy(Path from, Path to) {
    ReferenceProgram.succeed(List.of("cp", "-a", from.toString(), to.toString()));
  }

  private static void delete(Path path) {
    ReferenceProgram.succeed(List.of("rm", "-rf", path.toString()));
  }
}
