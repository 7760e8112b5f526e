// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.tukaani.xz.XZOutputStream;

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
    assertWaits(part(32 * MIB));
  }

  /// The first block of a stream says nothing about the next.
  @Test
  void aLargeOneInALaterBlockWaitsToo() throws Exception {
    assertWaits(partOfBlocks(MIB, 32 * MIB));
  }

  /// While another part, with a small dictionary, is half decompressed.
  private void assertWaits(PartBuilder.Part large) throws Exception {
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE)) {
      var receiver = new PartReceiver(repo);
      var slow = new SlowStream(part(4 * MIB));
      FutureTask<Void> first = start(receiver, part(4 * MIB), slow);
      slow.reached.await();
      FutureTask<Void> second = start(receiver, large, large.stream());
      assertThrows(TimeoutException.class, () -> second.get(300, TimeUnit.MILLISECONDS));
      slow.goOn.countDown();
      first.get();
      second.get();
    }
  }

  private static PartBuilder.Part partOfBlocks(int... dictionaryBytes) throws IOException {
    var builder = new PartBuilder();
    builder.blob(new byte[1000]);
    byte[] payload = builder.payload();
    var stored = new ByteArrayOutputStream();
    stored.write('x');
    var options = new LZMA2Options(0);
    options.setDictSize(dictionaryBytes[0]);
    try (var xz = new XZOutputStream(stored, options)) {
      int size = payload.length / dictionaryBytes.length;
      for (int i = 0; i < dictionaryBytes.length; i++) {
        var next = new LZMA2Options(0);
        next.setDictSize(dictionaryBytes[i]);
        xz.updateFilters(next);
        boolean last = i == dictionaryBytes.length - 1;
        xz.write(payload, i * size, last ? payload.length - i * size : size);
        xz.endBlock();
      }
    }
    return builder.stored(stored.toByteArray());
  }

  /// What a damaged part took is there for the next.
  @Test
  void roomIsGivenBackAfterAFailure() throws Exception {
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE)) {
      var receiver = new PartReceiver(repo);
      PartBuilder.Part good = part(32 * MIB);
      byte[] damaged = good.stored().clone();
      damaged[damaged.length / 2] ^= 1;
      for (int i = 0; i < 3; i++) {
        assertThrows(
            DeltaException.class,
            () -> receiver.receive(good.header().checksum(), new ByteArrayInputStream(damaged)));
      }
      receiver.receive(good.header().checksum(), good.stream()).close();
    }
  }
}
