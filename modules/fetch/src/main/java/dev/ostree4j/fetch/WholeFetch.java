// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Fetches a file from one place into memory.
final class WholeFetch implements Tour.Stop<FetchedFile> {
  // What changes the bytes; other labels in that header are mistakes of servers, and harmless.
  private static final Set<String> CODINGS =
      Set.of("gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd");

  private static final byte[] NOTHING = {};

  private final FetchRequest request;
  private final Journey journey;
  private final Traffic traffic;

  WholeFetch(FetchRequest request, Journey journey, Traffic traffic) {
    this.request = request;
    this.journey = journey;
    this.traffic = traffic;
  }

  @Override
  public FetchedFile at(Target place, Meter meter) throws IOException {
    try (Answer answer = journey.to(place, special(), meter)) {
      int status = answer.reply().status();
      if (status == 304 && request.condition().isPresent()) {
        return file(answer, NOTHING, true);
      }
      if (!Statuses.isSuccess(status)) {
        stream(answer).skip();
        throw Statuses.failure(answer);
      }
      if (status == 206) {
        throw new FetchException.Malformed(answer.url(), "a part of the file, not asked for");
      }
      return file(answer, body(answer), false);
    }
  }

  private byte[] body(Answer answer) throws IOException {
    var size = answer.reply().headers().contentLength(answer.url());
    var whole = new WholeBody(answer.url(), request.maxBytes());
    if (request.isHeard()) {
      request.listener().on(new FetchEvent.Answered(answer.from().uri(), size));
    }
    BodyStream stream = stream(answer);
    return isGzip(answer, request.acceptsGzip()) ? whole.gunzip(stream) : whole.read(stream, size);
  }

  private BodyStream stream(Answer answer) {
    return new BodyStream(answer.reply(), traffic, request.listener());
  }

  /// Whether the body is compressed on its way.
  ///
  /// @throws FetchException.Malformed when it is, and nobody asked for it
  static boolean isGzip(Answer answer, boolean accepted) throws FetchException {
    String coding =
        answer
            .reply()
            .headers()
            .first("Content-Encoding")
            .orElse("")
            .strip()
            .toLowerCase(Locale.ROOT);
    boolean gzip = coding.equals("gzip") || coding.equals("x-gzip");
    if (CODINGS.contains(coding) && !(accepted && gzip)) {
      throw new FetchException.Malformed(
          answer.url(), "content coding " + coding + ", which was not asked for");
    }
    return gzip;
  }

  private List<Header> special() {
    List<Header> lines = new ArrayList<>();
    if (request.acceptsGzip()) {
      lines.add(new Header("Accept-Encoding", "gzip"));
    }
    request.condition().ifPresent(condition -> lines.add(conditional(condition)));
    return lines;
  }

  private static Header conditional(FetchRequest.Condition condition) {
    return condition
        .etag()
        .map(etag -> new Header("If-None-Match", etag))
        .orElseGet(
            () ->
                new Header(
                    "If-Modified-Since", HttpDates.text(condition.lastModified().orElseThrow())));
  }

  private static FetchedFile file(Answer answer, byte[] body, boolean notModified) {
    return new FetchedFile(body, answer.origin(), notModified);
  }
}
