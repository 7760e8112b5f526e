// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.FaultyKernel;
import dev.ostree4j.testkit.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In which order a transaction makes things visible: whoever sees a thing sees all that it names.
class PublishOrderTest {
  private static final List<String> CHILDREN_FIRST =
      List.of(".file", ".dirmeta", ".dirtree", ".commit");

  @TempDir Path directory;

  private List<Step> trace;

  @BeforeEach
  void publish() throws IOException {
    publish(0);
  }

  /// A commit, and files beside it: enough of them need so many directories that these are not
  /// synced one by one.
  private void publish(int files) throws IOException {
    Samples.create(directory.resolve("repo"), RepoMode.ARCHIVE).close();
    var kernel = new FaultyKernel(Kernel.system());
    try (Repo repo = Repo.open(kernel, directory.resolve("repo"));
        Transaction transaction = repo.begin()) {
      for (int i = 0; i < files; i++) {
        Samples.write(transaction, Samples.regular(0644), Samples.bytes(i));
      }
      Checksum commit = Samples.writeCommit(transaction, "subject");
      transaction.setRef(RefSpec.parse("main"), Optional.of(commit));
      transaction.publish();
    }
    trace = kernel.trace();
  }

  @Test
  void nothingIsVisibleBeforeItIsOnDisk() {
    int sync = first("syncFileSystem");
    assertTrue(sync >= 0);
    assertTrue(visible().allMatch(i -> i > sync));
  }

  @Test
  void childrenBecomeVisibleBeforeTheirParents() {
    int[] ranks = visible().map(i -> rank(trace.get(i).otherPath())).toArray();
    assertTrue(ranks.length >= 8);
    for (int i = 1; i < ranks.length; i++) {
      assertTrue(ranks[i - 1] <= ranks[i], () -> trace.toString());
    }
  }

  @Test
  void aCommitBecomesVisibleWhenTheNamesOfItsChildrenAreOnDisk() {
    int commit =
        visible()
            .filter(i -> trace.get(i).otherPath().endsWith(".commit"))
            .findFirst()
            .orElseThrow();
    visible()
        .filter(i -> i < commit)
        .forEach(
            i -> {
              String parent = trace.get(i).otherPath().substring(0, "objects/ab".length());
              assertTrue(isSynced(parent, i, commit), parent);
            });
    assertTrue(isSynced("objects", 0, commit));
  }

  @Test
  void namesInManyDirectoriesAreOnDiskByOneSyncBeforeTheCommit() throws IOException {
    Files.move(directory.resolve("repo"), directory.resolve("before"));
    publish(100);
    int commit =
        visible()
            .filter(i -> trace.get(i).otherPath().endsWith(".commit"))
            .findFirst()
            .orElseThrow();
    int last = visible().filter(i -> i < commit).max().orElseThrow();
    assertTrue(
        IntStream.range(last, commit)
            .anyMatch(i -> trace.get(i).equals(new Step("syncFileSystem", "objects", ""))),
        () -> trace.subList(last, commit).toString());
  }

  @Test
  void theRefFollowsWhenTheNameOfTheCommitIsOnDisk() {
    int commit =
        visible()
            .filter(i -> trace.get(i).otherPath().endsWith(".commit"))
            .findFirst()
            .orElseThrow();
    int ref =
        IntStream.range(0, trace.size())
            .filter(i -> trace.get(i).otherPath().equals("refs/heads/main"))
            .findFirst()
            .orElseThrow();
    assertTrue(commit < ref);
    String parent = trace.get(commit).otherPath().substring(0, "objects/ab".length());
    assertTrue(isSynced(parent, commit, ref));
  }

  @Test
  void aMarkAsPartialIsOnDiskWithTheObjectsBeforeItsCommitIsVisible() throws IOException {
    publishMarked(TransactionOptions.Fsync.AT_PUBLISH);
    int sync = first("syncFileSystem");
    assertTrue(mark() < sync, () -> trace.toString());
    assertTrue(visible().allMatch(i -> i > sync));
    assertFalse(trace.subList(0, mark()).stream().anyMatch(step -> step.call().equals("dataSync")));
  }

  @Test
  void aMarkAsPartialIsOnDiskAtOnceWhereEachObjectIs() throws IOException {
    publishMarked(TransactionOptions.Fsync.EACH_OBJECT);
    int sync = first("dataSync");
    assertTrue(0 <= sync && sync < mark(), () -> trace.toString());
  }

  @Test
  void nothingIsForcedToDiskWhereThatIsOff() throws IOException {
    publishMarked(TransactionOptions.Fsync.OFF);
    List<String> synced =
        trace.stream().map(Step::call).filter(call -> call.matches("sync.*|dataSync")).toList();
    assertEquals(List.of(), synced);
  }

  private void publishMarked(TransactionOptions.Fsync when) throws IOException {
    Files.move(directory.resolve("repo"), directory.resolve("before"));
    Samples.create(directory.resolve("repo"), RepoMode.ARCHIVE).close();
    var kernel = new FaultyKernel(Kernel.system());
    try (Repo repo = Repo.open(kernel, directory.resolve("repo"));
        Transaction transaction = repo.begin(TransactionOptions.defaults().withFsync(when))) {
      Checksum commit = Samples.writeCommit(transaction, "marked");
      transaction.markPartial(commit, PartialReason.NOT_PULLED);
      transaction.setRef(RefSpec.parse("marked"), Optional.of(commit));
      transaction.publish();
    }
    trace = kernel.trace();
  }

  /// Where the mark gets its name.
  private int mark() {
    return IntStream.range(0, trace.size())
        .filter(i -> trace.get(i).otherPath().endsWith(".commitpartial"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theStagingDirectoryIsGoneAndItsLockWithIt() throws IOException {
    try (var left = Files.list(directory.resolve("repo/tmp"))) {
      assertEquals(List.of(), left.filter(path -> !path.endsWith("cache")).toList());
    }
    assertFalse(trace.isEmpty());
  }

  private boolean isSynced(String path, int after, int before) {
    return IntStream.range(after, before)
        .anyMatch(i -> trace.get(i).equals(new Step("sync", path, "")));
  }

  /// Where something gets a name below `objects`.
  private IntStream visible() {
    return IntStream.range(0, trace.size())
        .filter(i -> trace.get(i).otherPath().startsWith("objects/"));
  }

  private int first(String call) {
    return IntStream.range(0, trace.size())
        .filter(i -> trace.get(i).call().equals(call))
        .findFirst()
        .orElse(-1);
  }

  private static int rank(String path) {
    return CHILDREN_FIRST.indexOf(path.substring(path.indexOf('.')).replace(".filez", ".file"));
  }
}
