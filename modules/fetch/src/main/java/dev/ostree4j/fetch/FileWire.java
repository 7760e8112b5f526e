// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// Reads local files as if a server answered with them.
final class FileWire implements Wire {

  @Override
  public Reply send(Order order) throws IOException {
    String url = order.target().shown();
    try {
      Path path = Path.of(order.target().filePath());
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        // A pipe or a device could be read for ever.
        throw new FetchException.BadRequest(url, "this is no regular file");
      }
      return new FileReply(url, headers(attributes), Files.newInputStream(path));
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new FetchException.NotFound(url).because(e);
    } catch (AccessDeniedException e) {
      throw new FetchException.BadRequest(url, "Permission denied").because(e);
    } catch (FetchException e) {
      throw e;
    } catch (InvalidPathException | IOException e) {
      throw unreadable(url, e);
    }
  }

  @Override
  public void close() {}

  private static Headers headers(BasicFileAttributes attributes) {
    return new Headers(
        List.of(
            new Header("Content-Length", Long.toString(attributes.size())),
            new Header(
                "Last-Modified", HttpDates.text(attributes.lastModifiedTime().toInstant()))));
  }

  private static IOException unreadable(String url, Exception e) {
    if (e instanceof ClosedByInterruptException) {
      return Interruption.of(url);
    }
    return new FetchException.BadRequest(url, "cannot be read: " + e.getMessage()).because(e);
  }

  /// A file being read.
  private record FileReply(String url, Headers headers, InputStream file) implements Reply {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return file.read(into, offset, length);
      } catch (IOException e) {
        throw unreadable(url, e);
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        // It was only read; nothing is lost.
      }
    }
  }
}
