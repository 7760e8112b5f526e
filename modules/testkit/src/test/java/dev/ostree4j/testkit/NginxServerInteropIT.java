// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NginxServerInteropIT {
  @TempDir Path directory;

  @Test
  void filesAreServedAndRequestsLogged() throws IOException {
    Files.writeString(directory.resolve("f"), "hello");
    try (NginxServer server = NginxServer.start(directory, "autoindex on;");
        InputStream in = server.address().resolve("/f").toURL().openStream()) {
      assertEquals("hello", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(List.of("GET /f HTTP/1.1 200 5"), requests(server));
    }
  }

  /// The line is written after the answer.
  private static List<String> requests(NginxServer server) throws IOException {
    long end = System.nanoTime() + 5_000_000_000L;
    while (server.requests().isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return server.requests();
  }
}
