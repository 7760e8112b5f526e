// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;

/// Parts that are decompressed at the same time share the memory that one may take.
@Timeout(60)
class PartReceiverTest {
  private static final int MIB = 1 << 20;

  @TempDir Path directory;

  /// So many bytes that decompressing is not over when the beginning was looked at.
  private static PartBuilder.Part part(int dictionaryBytes) throws IOException {
    byte[] content = new byte[300_000];
    new Random(dictionaryBytes).nextBytes(content);
    var builder = new PartBuilder();
    builder.blob(content);
    var options = new LZMA2Options(0);
    options.setDictSize(dictionaryBytes);
    return builder.compressed(builder.payload(), options);
  }

  /// Gives its first half, then waits.
  private static final class SlowStream extends FilterInputStream {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private int left;

    SlowStream(PartBuilder.Part part) {
      super(new ByteArrayInputStream(part.stored()));
      left = part.stored().length / 2;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        reached.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new InterruptedIOException();
        }
        left = Integer.MAX_VALUE;
      }
      int n = super.read(into, offset, Math.min(length, left));
      left -= Math.max(n, 0);
      return n;
    }
  }

  private static FutureTask<Void> start(
      PartReceiver receiver, PartBuilder.Part part, InputStream in) {
    var task =
        new FutureTask<Void>(
            () -> {
              receiver.receive(part.header().checksum(), in).close();
              return null;
            });
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  @Test
  void smallDictionariesDoNotWaitForEachOther() throws Exception {
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE)) {
      var receiver = new PartReceiver(repo);
      var slow = new SlowStream(part(4 * MIB));
      FutureTask<Void> first = start(receiver, part(4 * MIB), slow);
      slow.reached.await();
      PartBuilder.Part other = part(8 * MIB);
      start(receiver, other, other.stream()).get();
      assertFalse(first.isDone());
      slow.goOn.countDown();
      first.get();
    }
  }

  @Test
  void aLargeOneWaitsUntilThereIsRoom() throws Exception {
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE)) {
      var receiver = new PartReceiver(repo);
      var slow = new SlowStream(part(4 * MIB));
      FutureTask<Void> first = start(receiver, part(4 * MIB), slow);
      slow.reached.await();
      PartBuilder.Part large = part(32 * MIB);
      FutureTask<Void> second = start(receiver, large, large.stream());
      assertThrows(TimeoutException.class, () -> second.get(300, TimeUnit.MILLISECONDS));
      slow.goOn.countDown();
      first.get();
      second.get();
    }
  }

  @Test
  void anInterruptEndsTheWaitForRoom() throws Exception {
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE)) {
      var receiver = new PartReceiver(repo);
      var slow = new SlowStream(part(32 * MIB));
      FutureTask<Void> first = start(receiver, part(32 * MIB), slow);
      slow.reached.await();
      PartBuilder.Part other = part(32 * MIB);
      Thread.currentThread().interrupt();
      IOException thrown =
          assertThrows(
              InterruptedIOException.class,
              () -> receiver.receive(other.header().checksum(), other.stream()));
      assertTrue(Thread.interrupted());
      assertEquals("interrupted while a delta was decompressed", thrown.getMessage());
      slow.goOn.countDown();
      first.get();
      receiver.receive(other.header().checksum(), other.stream()).close();
    }
  }
}
