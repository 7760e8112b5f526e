// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What a [HostileServer] does with a request: writes any bytes at all, or none, at any speed.
///
/// The decent answers are made here, the others by [BadAnswer]. An answer may be used by many
/// connections at once.
///
/// @since 0.1
@FunctionalInterface
public interface Answer {
  /// What becomes of the connection.
  enum Then {
    /// The next request may follow.
    KEEP,
    /// The server hangs up.
    CLOSE
  }

  /// Answers one request.
  Then write(SeenRequest request, OutputStream out) throws IOException;

  /// Status 200 and these bytes; 206 and the rest of them when the client asks for
  /// `Range: bytes=N-`.
  ///
  /// @param headers more header lines: `Name: value`
  static Answer of(byte[] body, String... headers) {
    byte[] bytes = body.clone();
    return (request, out) -> {
      int first = request.firstByte().orElse(0);
      if (first > 0 && first < bytes.length) {
        String range =
            "Content-Range: bytes " + first + "-" + (bytes.length - 1) + "/" + bytes.length;
        head(out, "206 Partial Content", bytes.length - first, with(headers, range));
      } else {
        first = 0;
        head(out, "200 OK", bytes.length, headers);
      }
      if (!request.isHead()) {
        out.write(bytes, first, bytes.length - first);
      }
      return Then.KEEP;
    };
  }

  /// These bytes under an entity tag, or status 304 when the client has them.
  ///
  /// @param etag with its quotes
  static Answer tagged(byte[] body, String etag) {
    Answer full = of(body, "ETag: " + etag);
    return (request, out) -> {
      if (!request.header("if-none-match").equals(Optional.of(etag))) {
        return full.write(request, out);
      }
      head(out, "304 Not Modified", 0, "ETag: " + etag);
      return Then.KEEP;
    };
  }

  /// A status and a short text.
  ///
  /// @param headers more header lines: `Name: value`
  static Answer status(int status, String... headers) {
    byte[] body = ("status " + status + "\n").getBytes(StandardCharsets.US_ASCII);
    return (request, out) -> {
      head(out, status + " Scripted", body.length, headers);
      if (!request.isHead()) {
        out.write(body);
      }
      return Then.KEEP;
    };
  }

  /// Status 302.
  ///
  /// @param location where to: an absolute address or a path
  static Answer redirect(String location) {
    return status(302, "Location: " + location);
  }

  /// The first request gets the first answer, the next the next, and the last one serves all that
  /// follow.
  static Answer inTurn(Answer... answers) {
    List<Answer> all = List.of(answers);
    var count = new AtomicInteger();
    return (request, out) ->
        all.get(Math.min(count.getAndIncrement(), all.size() - 1)).write(request, out);
  }

  /// This answer, later.
  default Answer after(Duration wait) {
    return (request, out) -> {
      pause(wait);
      return write(request, out);
    };
  }

  /// Writes the header of an answer.
  ///
  /// @param status `200 OK`
  /// @param lengthBytes what `Content-Length` says; negative for no such line
  /// @param headers more header lines: `Name: value`
  static void head(OutputStream out, String status, long lengthBytes, String... headers)
      throws IOException {
    var text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    if (lengthBytes >= 0) {
      text.append("Content-Length: ").append(lengthBytes).append("\r\n");
    }
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Waits; the end of the server ends the wait.
  static void pause(Duration wait) throws InterruptedIOException {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server ends while an answer waits");
    }
  }

  private static String[] with(String[] headers, String one) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = one;
    return all;
  }
}
