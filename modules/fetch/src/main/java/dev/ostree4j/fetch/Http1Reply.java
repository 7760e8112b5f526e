// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.OptionalLong;

/// An answer over a connection of ours, which goes back to the pool when the body was read to its
/// end.
final class Http1Reply implements Reply {
  private final String url;
  private final HeadReader.Head head;
  private final Connection connection;
  private final Framing framing;
  private final Runnable keep;
  private boolean failed;
  private boolean closed;

  /// An answer whose head has been read.
  ///
  /// @param keep gives the connection back
  Http1Reply(String url, HeadReader.Head head, Connection connection, Runnable keep)
      throws FetchException {
    this.url = url;
    this.head = head;
    this.connection = connection;
    this.keep = keep;
    this.framing = framing();
  }

  @Override
  public int status() {
    return head.status();
  }

  @Override
  public Headers headers() {
    return head.headers();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return framing.read(into, offset, length);
    } catch (FetchException | InterruptedIOException e) {
      failed = true;
      throw e;
    } catch (IOException e) {
      failed = true;
      throw new FetchException.Truncated(url, reason(e)).because(e);
    }
  }

  /// What ends with the connection is not read: there is nothing to keep then.
  @Override
  public int skip() {
    return framing instanceof OpenFraming ? 0 : Reply.super.skip();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (isKept()) {
      keep.run();
    } else {
      connection.close();
    }
  }

  private Framing framing() throws FetchException {
    OptionalLong size = head.headers().contentLength(url);
    List<String> codings = head.headers().tokens("Transfer-Encoding");
    if (head.status() == 204 || head.status() == 304) {
      return new SizedFraming(connection, 0);
    }
    if (codings.isEmpty()) {
      return size.isPresent()
          ? new SizedFraming(connection, size.getAsLong())
          : new OpenFraming(connection);
    }
    if (!codings.equals(List.of("chunked")) || !head.http11()) {
      throw new FetchException.Malformed(
          url, "transfer coding " + Headers.clipped(codings.toString()) + ", not asked for");
    }
    return new ChunkedFraming(connection, url);
  }

  private boolean isKept() {
    // Two ways to tell the length are one too many: who knows where the server sees the end.
    boolean doubtful =
        head.headers().first("Transfer-Encoding").isPresent()
            && head.headers().first("Content-Length").isPresent();
    List<String> options = head.headers().tokens("Connection");
    boolean stays = head.http11() ? !options.contains("close") : options.contains("keep-alive");
    return stays && !doubtful && !failed && framing.isDone();
  }

  private static String reason(IOException e) {
    return e instanceof EOFException ? e.getMessage() : "the connection broke (" + e + ")";
  }
}
