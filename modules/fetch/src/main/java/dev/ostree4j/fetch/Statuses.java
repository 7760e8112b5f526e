// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.Duration;
import java.util.Optional;

/// What a status means that is no success.
final class Statuses {
  private Statuses() {}

  static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  static FetchException failure(Answer answer) {
    int status = answer.reply().status();
    return switch (status) {
      case 403, 404, 410 -> new FetchException.NotFound(answer.url(), status);
      case 408, 429 -> new FetchException.ServerBusy(answer.url(), status, retryAfter(answer));
      default ->
          status >= 500
              ? new FetchException.ServerBusy(answer.url(), status, retryAfter(answer))
              : new FetchException.ServerRefused(answer.url(), status, advice(status));
    };
  }

  private static String advice(int status) {
    return switch (status) {
      case 401 -> "; give user and password in the URL, or another way in that the server wants";
      case 407 -> "; give user and password in the URL of the proxy";
      default -> "; check the URL";
    };
  }

  /// How many seconds the server wants to be left alone; a time of day is not understood.
  private static Optional<Duration> retryAfter(Answer answer) {
    return answer
        .reply()
        .headers()
        .first("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
