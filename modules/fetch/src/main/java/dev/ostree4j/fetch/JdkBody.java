// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Hands the body of an answer from the threads of the HTTP client to the one that waits for it;
/// at most one piece is in between.
final class JdkBody implements HttpResponse.BodySubscriber<JdkBody> {

  /// What the client hands over.
  private sealed interface Piece {
    record Bytes(List<ByteBuffer> buffers) implements Piece {}

    record End() implements Piece {}

    record Failure(Throwable cause) implements Piece {}
  }

  private final String url;
  private final Meter meter;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final ArrayDeque<ByteBuffer> current = new ArrayDeque<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean cancelled;
  private volatile boolean begun;
  private boolean ended;

  JdkBody(String url, Meter meter) {
    this.url = url;
    this.meter = meter;
  }

  /// The head was read; the body follows.
  JdkBody begun() {
    begun = true;
    return this;
  }

  /// Whether the head was read.
  boolean hasBegun() {
    return begun;
  }

  @Override
  public CompletionStage<JdkBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    meter.onFailure(this::abort);
    if (cancelled) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    pieces.add(new Piece.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    pieces.add(new Piece.Failure(cause));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece.End());
  }

  /// As [Reply#read].
  int read(byte[] into, int offset, int length) throws IOException {
    while (current.isEmpty() && !ended) {
      take();
    }
    if (ended) {
      return -1;
    }
    ByteBuffer first = current.getFirst();
    int count = Math.min(length, first.remaining());
    first.get(into, offset, count);
    if (!first.hasRemaining()) {
      current.removeFirst();
    }
    return count;
  }

  /// Ends the exchange.
  void cancel() {
    cancelled = true;
    Flow.Subscription open = subscription;
    if (open != null && !ended) {
      open.cancel();
    }
  }

  private void abort() {
    pieces.add(new Piece.End());
    cancel();
  }

  private void take() throws IOException {
    meter.waits();
    try {
      Piece piece = pieces.take();
      meter.check();
      switch (piece) {
        case Piece.Bytes(var buffers) -> accept(buffers);
        case Piece.End end -> ended = true;
        case Piece.Failure(var cause) -> throw JdkFailures.inBody(url, cause);
      }
    } catch (InterruptedException e) {
      throw Interruption.of(url);
    }
  }

  private void accept(List<ByteBuffer> buffers) {
    int count = 0;
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining()) {
        count += buffer.remaining();
        current.add(buffer);
      }
    }
    meter.got(count);
    Flow.Subscription open = subscription;
    if (open != null) {
      open.request(1);
    }
  }
}
