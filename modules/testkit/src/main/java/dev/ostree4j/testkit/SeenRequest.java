// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request as a [HostileServer] got it.
///
/// @param method `GET`, `HEAD`, …
/// @param target what was asked for, as the client wrote it: the path, still encoded, and the query
/// @param headers the header lines; names in lower case
/// @since 0.1
public record SeenRequest(String method, String target, Map<String, String> headers) {
  private static final int LINE_MAX_BYTES = 1 << 20;

  /// Copies the headers.
  public SeenRequest {
    headers = Map.copyOf(headers);
  }

  /// The target without its query.
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// The value of a header line.
  ///
  /// @param name in any case
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Whether no body may follow the header of the answer.
  public boolean isHead() {
    return method.equals("HEAD");
  }

  /// The first byte that is wanted: `Range: bytes=N-`.
  Optional<Integer> firstByte() {
    return header("range")
        .filter(range -> range.matches("bytes=[0-9]{1,9}-"))
        .map(range -> Integer.valueOf(range.substring(6, range.length() - 1)));
  }

  /// Reads the next request of a connection; null when the client has hung up.
  static @Nullable SeenRequest read(BufferedInputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", 3);
    if (words.length != 3) {
      throw new IOException("no request line: " + first);
    }
    return new SeenRequest(words[0], words[1], headers(in));
  }

  private static Map<String, String> headers(BufferedInputStream in) throws IOException {
    var headers = new TreeMap<String, String>();
    for (String line = line(in); !"".equals(line); line = line(in)) {
      if (line == null) {
        throw new EOFException("the client hung up in the middle of a header");
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
    }
    return headers;
  }

  private static @Nullable String line(BufferedInputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (bytes.size() == LINE_MAX_BYTES) {
        throw new IOException("a header line is longer than " + LINE_MAX_BYTES + " bytes");
      }
      if (b != '\r') {
        bytes.write(b);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
