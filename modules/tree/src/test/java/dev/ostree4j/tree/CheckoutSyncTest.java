// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.FaultyKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A checkout asks the disk to keep what it wrote when it was told to, and only then.
class CheckoutSyncTest {
  @TempDir Path directory;

  private long syncs(Checksum commit, CheckoutOptions.Sync sync, String target) throws IOException {
    var kernel = new FaultyKernel(Kernel.system());
    try (Repo repo = Repo.open(kernel, directory.resolve("repo"))) {
      var options = CheckoutOptions.defaults().withSync(sync);
      new Checkout(repo, options).write(commit, directory.resolve(target));
    }
    return kernel.trace().stream().filter(step -> step.call().contains("ync")).count();
  }

  @Test
  void itSyncsOnlyWhenTold() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("tree/below"));
    Files.writeString(tree.resolve("file"), "x");
    Checksum commit;
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.BARE_USER_ONLY)) {
      commit = Fixture.commit(repo, directory.resolve("tree"));
    }
    assertEquals(0, syncs(commit, CheckoutOptions.Sync.NONE, "unsynced"));
    long told = syncs(commit, CheckoutOptions.Sync.EACH, "synced");
    assertTrue(told >= 2, "two directories at least, but " + told + " syncs");
  }
}
