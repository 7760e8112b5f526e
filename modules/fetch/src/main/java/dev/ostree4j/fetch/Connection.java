// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A connection to a server, and what has come over it and is not read yet.
///
/// Belongs to one exchange at a time, whose [Meter] sees each wait. Errors of the network come
/// out as they are; limits and interrupts as what they are for the caller of the fetch.
final class Connection implements AutoCloseable {
  private static final int SIZE = 16 * 1024;

  private final Pipe pipe;
  private byte[] buffer = new byte[SIZE];
  private int start;
  private int end;
  private Meter meter;
  private boolean answered;

  /// A connection of which nothing has been read.
  Connection(Pipe pipe, Meter meter) {
    this.pipe = pipe;
    this.meter = meter;
  }

  /// From now on the connection belongs to this exchange.
  void serve(Meter exchange) {
    meter = exchange;
    answered = false;
    exchange.onFailure(pipe::close);
  }

  /// Whether a byte of an answer has come to this exchange.
  boolean isAnswered() {
    return answered;
  }

  /// Whether it may be used again: nothing that nobody asked for has come, and it is still open.
  boolean isClean() {
    return start == end && pipe.isQuiet();
  }

  void write(byte[] bytes) throws IOException {
    meter.waits();
    try {
      pipe.write(bytes);
    } catch (IOException e) {
      throw told(e);
    }
    meter.got(0);
  }

  /// Reads up to a line feed, and drops it and a carriage return before it.
  ///
  /// @param max how long the line may be, with its end
  /// @throws LineTooLongException when it is longer
  String line(int max) throws IOException {
    int length = 0;
    while (true) {
      while (start + length < end) {
        if (buffer[start + length++] == '\n') {
          return taken(length);
        }
        if (length >= max) {
          throw new LineTooLongException();
        }
      }
      if (fill() < 0) {
        throw new EOFException("the connection was closed");
      }
    }
  }

  /// Reads what there is, and waits when there is nothing; −1 at the end.
  int read(byte[] into, int offset, int length) throws IOException {
    if (start == end) {
      if (length >= SIZE) {
        return receive(into, offset, length);
      }
      if (fill() < 0) {
        return -1;
      }
    }
    int count = Math.min(length, end - start);
    System.arraycopy(buffer, start, into, offset, count);
    start += count;
    return count;
  }

  @Override
  public void close() {
    pipe.close();
  }

  private String taken(int length) {
    int text = length - 1;
    if (text > 0 && buffer[start + text - 1] == '\r') {
      text--;
    }
    String line = new String(buffer, start, text, StandardCharsets.ISO_8859_1);
    start += length;
    return line;
  }

  /// Gets more bytes behind those that are not read yet.
  private int fill() throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.length) {
      byte[] roomier = start == 0 ? Arrays.copyOf(buffer, 2 * buffer.length) : buffer;
      System.arraycopy(buffer, start, roomier, 0, end - start);
      buffer = roomier;
      end -= start;
      start = 0;
    }
    int count = receive(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count;
  }

  private int receive(byte[] into, int offset, int length) throws IOException {
    meter.waits();
    int count;
    try {
      count = pipe.read(into, offset, length);
    } catch (IOException e) {
      throw told(e);
    }
    meter.got(Math.max(count, 0));
    if (count < 0) {
      meter.check();
    }
    answered |= count > 0;
    return count;
  }

  /// Sees behind an error of a connection what closed it.
  private IOException told(IOException e) throws FetchException {
    meter.check();
    return Thread.currentThread().isInterrupted() ? Interruption.of(meter.url()) : e;
  }
}
