// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.syscall.LockKind;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our lock and that of other programs are the same lock.
class LockInteropIT {
  /// Holds an open-file-description lock until its input ends.
  private static final String HOLDER =
      """
      import fcntl, struct, sys
      file = open(sys.argv[1], "r+b")
      kind = fcntl.F_WRLCK if sys.argv[2] == "EXCLUSIVE" else fcntl.F_RDLCK
      F_OFD_SETLK = 37
      fcntl.fcntl(file.fileno(), F_OFD_SETLK, struct.pack("hhqqi4x", kind, 0, 0, 0, 0))
      print("held", flush=True)
      sys.stdin.read()
      """;

  @TempDir Path temp;
  private Path directory;

  @BeforeEach
  void makeRepository() throws IOException {
    directory = temp.resolve("repo");
    Repo.create(directory, RepoMode.ARCHIVE).close();
    Files.writeString(
        directory.resolve("config"),
        "[core]\nrepo_version=1\nmode=archive-z2\nlock-timeout-secs=0\n");
  }

  private boolean isFree(LockKind kind) throws IOException {
    try (Repo repo = Repo.open(directory);
        RepoLock _ = repo.lock(kind)) {
      return true;
    } catch (RepoException.LockTimeout e) {
      return false;
    }
  }

  @Test
  void aLockOfAnotherProgramCounts() throws Exception {
    ReferenceProgram.require("python3");
    for (LockKind kind : LockKind.values()) {
      isFree(LockKind.EXCLUSIVE); // Makes the file.
      Process holder =
          new ProcessBuilder(
                  "python3", "-c", HOLDER, directory.resolve(".lock").toString(), kind.name())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader out = holder.inputReader()) {
        assertEquals("held", out.readLine());
        assertEquals(kind == LockKind.SHARED, isFree(LockKind.SHARED));
        assertEquals(false, isFree(LockKind.EXCLUSIVE));
        holder.outputWriter().close();
        assertEquals(0, holder.waitFor());
        assertEquals(true, isFree(LockKind.EXCLUSIVE));
      } finally {
        holder.destroy();
      }
    }
  }

  @Test
  void ourLockStopsTheReferenceProgram() throws IOException {
    ReferenceProgram.requireOstree();
    List<String> prune = List.of("ostree", "--repo=" + directory, "prune");
    try (Repo repo = Repo.open(directory);
        RepoLock _ = repo.lock(LockKind.SHARED)) {
      var outcome = ReferenceProgram.run(prune, Map.of("LC_ALL", "C.UTF-8"));
      assertEquals(1, outcome.status());
      assertEquals(
          "error: Locking repo exclusive failed: Resource temporarily unavailable\n",
          outcome.err());
    }
    assertEquals(0, ReferenceProgram.run(prune, Map.of()).status());
  }

  @Test
  void refusalsAreTheSame() throws IOException {
    try (Repo one = Repo.open(directory);
        Repo other = Repo.open(directory);
        RepoLock _ = one.lock(LockKind.EXCLUSIVE)) {
      var e = assertThrows(RepoException.LockTimeout.class, () -> other.lock(LockKind.SHARED));
      assertEquals("Locking repo shared failed: Resource temporarily unavailable", e.getMessage());
    }
  }
}
