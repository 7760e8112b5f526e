// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoLockTest {
  @TempDir Path temp;
  private Repo one;
  private Repo other;

  @BeforeEach
  void openTwice() throws IOException {
    Repo.create(temp.resolve("repo"), RepoMode.BARE).close();
    // A timeout of nothing: what is not free now is refused.
    Files.writeString(
        temp.resolve("repo/config"), "[core]\nrepo_version=1\nmode=bare\nlock-timeout-secs=0\n");
    one = Repo.open(temp.resolve("repo"));
    other = Repo.open(temp.resolve("repo"));
  }

  @AfterEach
  void close() throws IOException {
    one.close();
    other.close();
  }

  private boolean isFree(LockKind kind) throws IOException {
    try (RepoLock _ = other.lock(kind)) {
      return true;
    } catch (RepoException.LockTimeout e) {
      return false;
    }
  }

  @Test
  void sharedLocksGoTogether() throws IOException {
    try (RepoLock _ = one.lock(LockKind.SHARED)) {
      assertTrue(isFree(LockKind.SHARED));
      assertFalse(isFree(LockKind.EXCLUSIVE));
    }
    assertTrue(isFree(LockKind.EXCLUSIVE));
  }

  @Test
  void anExclusiveLockExcludesAll() throws IOException {
    try (RepoLock _ = one.lock(LockKind.EXCLUSIVE)) {
      assertFalse(isFree(LockKind.SHARED));
      assertFalse(isFree(LockKind.EXCLUSIVE));
    }
    assertTrue(isFree(LockKind.SHARED));
  }

  @Test
  void refusalsSpeakAsTheReferenceProgram() throws IOException {
    try (RepoLock _ = one.lock(LockKind.EXCLUSIVE)) {
      var shared = assertThrows(RepoException.LockTimeout.class, () -> other.lock(LockKind.SHARED));
      assertEquals(
          "Locking repo shared failed: Resource temporarily unavailable", shared.getMessage());
      var exclusive =
          assertThrows(RepoException.LockTimeout.class, () -> other.lock(LockKind.EXCLUSIVE));
      assertEquals(
          "Locking repo exclusive failed: Resource temporarily unavailable",
          exclusive.getMessage());
    }
  }

  @Test
  void aSharedLockInsideAnExclusiveOneKeepsItExclusive() throws IOException {
    try (RepoLock _ = one.lock(LockKind.EXCLUSIVE)) {
      one.lock(LockKind.SHARED).close();
      assertFalse(isFree(LockKind.SHARED));
    }
  }

  @Test
  void aSharedLockBecomesExclusiveAndSharedAgain() throws IOException {
    try (RepoLock _ = one.lock(LockKind.SHARED)) {
      try (RepoLock _ = one.lock(LockKind.EXCLUSIVE)) {
        assertFalse(isFree(LockKind.SHARED));
      }
      assertTrue(isFree(LockKind.SHARED));
      assertFalse(isFree(LockKind.EXCLUSIVE));
    }
  }

  @Test
  void anUpgradeThatFailsKeepsTheSharedLock() throws IOException {
    try (RepoLock _ = one.lock(LockKind.SHARED)) {
      try (RepoLock _ = other.lock(LockKind.SHARED)) {
        assertThrows(RepoException.LockTimeout.class, () -> one.lock(LockKind.EXCLUSIVE));
      }
      assertFalse(isFree(LockKind.EXCLUSIVE));
    }
  }

  @Test
  void locksMayBeGivenBackInAnyOrder() throws IOException {
    RepoLock exclusive = one.lock(LockKind.EXCLUSIVE);
    RepoLock shared = one.lock(LockKind.SHARED);
    exclusive.close();
    assertTrue(isFree(LockKind.SHARED));
    assertFalse(isFree(LockKind.EXCLUSIVE));
    shared.close();
    assertTrue(isFree(LockKind.EXCLUSIVE));
  }

  @Test
  void closingTwiceGivesBackOnce() throws IOException {
    try (RepoLock _ = one.lock(LockKind.SHARED)) {
      RepoLock second = one.lock(LockKind.SHARED);
      second.close();
      second.close();
      assertFalse(isFree(LockKind.EXCLUSIVE));
    }
  }

  @Test
  void closingTheRepositoryGivesBackAll() throws IOException {
    one.lock(LockKind.EXCLUSIVE);
    one.close();
    assertTrue(isFree(LockKind.EXCLUSIVE));
  }

  @Test
  void nothingIsLockedWhenTheConfigurationSaysSo() throws IOException {
    Files.writeString(
        temp.resolve("repo/config"), "[core]\nrepo_version=1\nmode=bare\nlocking=false\n");
    one.reloadConfig();
    try (RepoLock _ = one.lock(LockKind.EXCLUSIVE)) {
      assertTrue(isFree(LockKind.EXCLUSIVE));
    }
  }

  @Test
  void waitingEndsSoonAfterTheLockIsFree() throws Exception {
    waitAsLongAsItTakes();
    RepoLock held = one.lock(LockKind.EXCLUSIVE);
    var waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try (RepoLock _ = other.lock(LockKind.SHARED)) {
                return System.nanoTime();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    held.close();
    long freed = System.nanoTime();
    long waited = waiting.get(10, TimeUnit.SECONDS) - freed;
    assertTrue(waited < TimeUnit.SECONDS.toNanos(1), "waited " + waited + " ns");
  }

  @Test
  void waitingCanBeInterrupted() throws Exception {
    waitAsLongAsItTakes();
    try (RepoLock _ = one.lock(LockKind.EXCLUSIVE)) {
      var outcome = new AtomicReference<Object>();
      var started = new CountDownLatch(1);
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    started.countDown();
                    try {
                      other.lock(LockKind.SHARED);
                    } catch (IOException e) {
                      outcome.set(e);
                    }
                  });
      started.await();
      thread.interrupt();
      thread.join(10_000);
      assertEquals(InterruptedIOException.class, outcome.get().getClass());
    }
  }

  private void waitAsLongAsItTakes() throws IOException {
    Files.writeString(
        temp.resolve("repo/config"), "[core]\nrepo_version=1\nmode=bare\nlock-timeout-secs=-1\n");
    other.reloadConfig();
  }
}
