// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Fetches a file into a sink; where it breaks off, the next attempt goes on.
final class RangedFetch implements Tour.Stop<Downloaded> {
  private static final int PIECE = 64 * 1024;

  // So much in one attempt shows that attempts are worth it, however many there were.
  private static final long PROGRESS = 1024 * 1024;

  private final FetchRequest request;
  private final DownloadSink sink;
  private final Journey journey;
  private final Traffic traffic;

  private long offset;
  private Optional<String> validator;

  RangedFetch(FetchRequest request, DownloadSink sink, Journey journey, Traffic traffic) {
    this.request = request;
    this.sink = sink;
    this.journey = journey;
    this.traffic = traffic;
    this.offset = request.resume().map(FetchRequest.Resume::offsetBytes).orElse(0L);
    this.validator = request.resume().map(FetchRequest.Resume::validator);
  }

  @Override
  public Downloaded at(Target place, Meter meter) throws IOException {
    boolean resumes = offset > 0 && validator.isPresent();
    try (Answer answer = journey.to(place, resumes ? range() : List.of(), meter)) {
      if (resumes && answer.reply().status() == 416) {
        forget();
        answer.reply().skip();
        return at(place, meter);
      }
      if (!Statuses.isSuccess(answer.reply().status())) {
        stream(answer).skip();
        throw Statuses.failure(answer);
      }
      WholeFetch.isGzip(answer, false);
      OptionalLong end = answer.reply().status() == 206 ? goesOn(answer, resumes) : anew(answer);
      return copied(answer, end);
    }
  }

  /// Whether the last attempt brought enough to not count.
  @Override
  public boolean progressed(long before) {
    return offset - before >= PROGRESS;
  }

  @Override
  public long progress() {
    return offset;
  }

  private List<Header> range() {
    return List.of(
        new Header("Range", "bytes=" + offset + "-"),
        new Header("If-Range", validator.orElseThrow()));
  }

  private void forget() {
    offset = 0;
    validator = Optional.empty();
  }

  private OptionalLong anew(Answer answer) throws IOException {
    OptionalLong size = answer.reply().headers().contentLength(answer.url());
    begin(answer, 0, size);
    return size;
  }

  private OptionalLong goesOn(Answer answer, boolean resumes) throws IOException {
    String range = answer.reply().headers().first("Content-Range").orElse("");
    Optional<ContentRange> parsed = ContentRange.parse(range);
    OptionalLong size = answer.reply().headers().contentLength(answer.url());
    boolean fits =
        resumes
            && parsed.filter(r -> r.first() == offset && r.reachesEnd()).isPresent()
            && (size.isEmpty() || size.getAsLong() == parsed.get().length());
    if (!fits) {
      forget();
      throw new FetchException.Malformed(
          answer.url(), "another part of the file than asked for: " + Headers.clipped(range));
    }
    begin(answer, offset, OptionalLong.of(parsed.get().total()));
    return OptionalLong.of(parsed.get().total());
  }

  private void begin(Answer answer, long at, OptionalLong end) throws IOException {
    if (end.orElse(0) > request.maxBytes()) {
      throw new FetchException.TooLarge(answer.url(), request.maxBytes());
    }
    offset = at;
    validator = answer.validator();
    if (request.isHeard()) {
      request.listener().on(new FetchEvent.Answered(answer.from().uri(), end));
    }
    sink.begin(offset, validator);
  }

  private BodyStream stream(Answer answer) {
    return new BodyStream(answer.reply(), traffic, request.listener());
  }

  private Downloaded copied(Answer answer, OptionalLong end) throws IOException {
    BodyStream body = stream(answer);
    byte[] piece = new byte[(int) Math.min(PIECE, end.orElse(PIECE) - offset + 1)];
    for (int count; (count = body.read(piece, 0, piece.length)) >= 0; ) {
      if (request.maxBytes() - offset < count) {
        throw new FetchException.TooLarge(answer.url(), request.maxBytes());
      }
      sink.write(piece, 0, count);
      offset += count;
    }
    return new Downloaded(offset, answer.origin());
  }
}
