// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import dev.ostree4j.testkit.Answer.Then;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The answers of broken and of malicious servers.
///
/// @since 0.1
public final class BadAnswer {
  private static final int BLOCK_BYTES = 65_536;
  // Longer than any client should wait.
  private static final Duration FOREVER = Duration.ofHours(1);

  private BadAnswer() {}

  /// Announces all of the body, sends its beginning and hangs up.
  public static Answer truncated(byte[] body, int sentBytes) {
    return declaring(Arrays.copyOf(body, sentBytes), body.length);
  }

  /// Announces another length than it sends, then hangs up.
  public static Answer declaring(byte[] body, long declaredBytes) {
    byte[] bytes = body.clone();
    return (request, out) -> {
      Answer.head(out, "200 OK", declaredBytes);
      out.write(bytes);
      return Then.CLOSE;
    };
  }

  /// Announces all of the body, sends its beginning and then nothing more.
  public static Answer stalled(byte[] body, int sentBytes) {
    byte[] bytes = body.clone();
    return (request, out) -> {
      Answer.head(out, "200 OK", bytes.length);
      out.write(bytes, 0, sentBytes);
      out.flush();
      Answer.pause(FOREVER);
      return Then.CLOSE;
    };
  }

  /// Takes the request and never answers.
  public static Answer silent() {
    return (request, out) -> {
      Answer.pause(FOREVER);
      return Then.CLOSE;
    };
  }

  /// Takes the request and hangs up.
  public static Answer hangUp() {
    return (request, out) -> Then.CLOSE;
  }

  /// Sends the body one byte at a time.
  public static Answer dripping(byte[] body, Duration eachByte) {
    byte[] bytes = body.clone();
    return (request, out) -> {
      Answer.head(out, "200 OK", bytes.length);
      for (byte b : bytes) {
        out.write(b);
        out.flush();
        Answer.pause(eachByte);
      }
      return Then.KEEP;
    };
  }

  /// A body without an end and without a length.
  public static Answer endless() {
    return (request, out) -> {
      Answer.head(out, "200 OK", -1, "Connection: close");
      writeZeros(out, Long.MAX_VALUE);
      return Then.CLOSE;
    };
  }

  /// A body without an end, in chunks.
  public static Answer endlessChunks() {
    return (request, out) -> {
      Answer.head(out, "200 OK", -1, "Transfer-Encoding: chunked");
      byte[] block = new byte[BLOCK_BYTES];
      while (true) {
        out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(block);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    };
  }

  /// The body in one chunk whose size is no number.
  public static Answer brokenChunks(byte[] body) {
    byte[] bytes = body.clone();
    return (request, out) -> {
      Answer.head(out, "200 OK", -1, "Transfer-Encoding: chunked");
      out.write("zz\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      return Then.CLOSE;
    };
  }

  /// A body of zeros as long as announced.
  public static Answer zeros(long sizeBytes) {
    return (request, out) -> {
      Answer.head(out, "200 OK", sizeBytes);
      writeZeros(out, sizeBytes);
      return Then.KEEP;
    };
  }

  /// Header lines, each of about 60 bytes, until this many have been sent.
  public static Answer headerBomb(int lines) {
    return (request, out) -> {
      out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
      String value = "x".repeat(40);
      for (int i = 0; i < lines; i++) {
        out.write(("X-Bomb-" + i + ": " + value + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      out.write("Content-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return Then.KEEP;
    };
  }

  /// One header line of this length.
  public static Answer longHeader(long lengthBytes) {
    return (request, out) -> {
      out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
      byte[] block = new byte[BLOCK_BYTES];
      Arrays.fill(block, (byte) 'x');
      for (long sent = 0; sent < lengthBytes; sent += block.length) {
        out.write(block);
      }
      out.write("\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return Then.KEEP;
    };
  }

  /// A small body which the encoding `gzip` turns into this many zeros.
  public static Answer gzipBomb(long sizeBytes) {
    return (request, out) -> {
      Answer.head(out, "200 OK", -1, "Content-Encoding: gzip", "Connection: close");
      out.flush(); // the first compressed block takes a while
      try (var gzip = new BestGzip(out)) {
        writeZeros(gzip, sizeBytes);
      }
      return Then.CLOSE;
    };
  }

  /// Bytes which say that they are `gzip`, and are not.
  public static Answer brokenGzip(byte[] body) {
    return Answer.of(body, "Content-Encoding: gzip");
  }

  /// Any bytes at all instead of HTTP.
  public static Answer raw(byte[] answer) {
    byte[] bytes = answer.clone();
    return (request, out) -> {
      out.write(bytes);
      return Then.CLOSE;
    };
  }

  private static void writeZeros(OutputStream out, long sizeBytes) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    for (long left = sizeBytes; left > 0; left -= block.length) {
      out.write(block, 0, (int) Math.min(left, block.length));
    }
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out, BLOCK_BYTES);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
