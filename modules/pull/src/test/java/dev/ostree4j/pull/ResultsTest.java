// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ResultsTest {
  private static final int MANY = 1000;

  private final Results<Integer> results = new Results<>(Duration.ofDays(1));
  private final Results<Integer> hasty = new Results<>(Duration.ofMillis(1));

  @Test
  void whatIsWaitedForIsHandedOverAtOnceWithWhatIsThere() throws Exception {
    results.add(1, false);
    results.add(2, true);
    assertEquals(List.of(1, 2), List.copyOf(results.take(MANY)));
    assertEquals(List.of(), List.copyOf(results.poll()));
  }

  @Test
  void theRestIsHandedOverSomeAtATime() throws Exception {
    IntStream.range(0, Results.SOME).forEach(i -> results.add(i, false));
    assertEquals(Results.SOME, results.take(MANY).size());
  }

  @Test
  void theLastOnesAreNotKeptBack() throws Exception {
    results.add(1, false);
    results.add(2, false);
    assertEquals(List.of(1, 2), List.copyOf(results.take(2)));
  }

  @Test
  void whatThereIsIsHandedOverAfterAMoment() throws Exception {
    hasty.add(1, false);
    assertEquals(List.of(1), List.copyOf(hasty.take(MANY)));
  }

  @Test
  void whatComesAfterTheMomentIsHandedOverAlone() throws Exception {
    var taken = CompletableFuture.supplyAsync(() -> takeQuietly(hasty));
    Thread.sleep(50);
    hasty.add(1, false);
    assertEquals(List.of(1), taken.get());
  }

  @Test
  void nothingIsLostBetweenThreads() throws Exception {
    List<Integer> got = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = thread * MANY;
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> IntStream.range(first, first + MANY).forEach(i -> results.add(i, i % 97 == 0)));
    }
    while (got.size() < 4 * MANY) {
      got.addAll(results.take(4 * MANY - got.size()));
    }
    assertEquals(4 * MANY, got.stream().distinct().count());
    assertTrue(results.poll().isEmpty());
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> results.take(1));
  }

  private static List<Integer> takeQuietly(Results<Integer> from) {
    try {
      List<Integer> some = List.of();
      while (some.isEmpty()) {
        some = List.copyOf(from.take(MANY));
      }
      return some;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoWaitsLooksAroundNowAndThen() throws InterruptedException {
    assertEquals(List.of(), List.copyOf(new Results<Integer>(Duration.ofMillis(1)).take(1)));
  }
}
