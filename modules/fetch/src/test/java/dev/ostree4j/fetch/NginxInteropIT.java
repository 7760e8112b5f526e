// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.fetch.FetchOptions.Http2;
import dev.ostree4j.testkit.Authority;
import dev.ostree4j.testkit.NginxServer;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real nginx as the other side.
final class NginxInteropIT {
  private static final Instant CHANGED = Instant.parse("2025-03-01T10:20:30Z");

  @TempDir Path root;

  private final byte[] body = Quick.bytes(1_000_000);

  @BeforeEach
  void writeFiles() throws IOException {
    Files.write(root.resolve("random"), body);
    Files.writeString(root.resolve("text"), "again and again ".repeat(10_000));
    Files.setLastModifiedTime(root.resolve("random"), FileTime.from(CHANGED));
  }

  @Nested
  final class Plain {
    @Test
    void aDownloadGoesOnWhereItWas() throws IOException {
      try (var nginx = NginxServer.start(root);
          var fetcher = new Fetcher(Quick.options())) {
        var first = new RecordingSink();
        FetchRequest request = FetchRequest.of(List.of(nginx.address()), "random");
        Downloaded whole = fetcher.download(request, first);
        assertEquals(Optional.of(CHANGED), whole.lastModified());

        var second = new RecordingSink();
        second.begin(0, Optional.empty());
        second.write(body, 0, 700_000);
        fetcher.download(request.withResume(700_000, whole.etag().orElseThrow()), second);

        assertArrayEquals(body, second.bytes());
        assertTrue(second.begins().getLast().startsWith("700000 "));
        assertEquals(1_300_000, fetcher.stats().receivedBytes());
      }
    }

    @Test
    void aChangedFileIsDownloadedAnew() throws IOException {
      try (var nginx = NginxServer.start(root);
          var fetcher = new Fetcher(Quick.options())) {
        var sink = new RecordingSink();
        fetcher.download(
            FetchRequest.of(List.of(nginx.address()), "random").withResume(5, "\"other\""), sink);

        assertArrayEquals(body, sink.bytes());
        assertTrue(sink.begins().getLast().startsWith("0 "));
      }
    }

    @Test
    void whatIsNotModifiedDoesNotCome() throws IOException {
      try (var nginx = NginxServer.start(root);
          var fetcher = new Fetcher(Quick.options())) {
        FetchRequest request = FetchRequest.of(List.of(nginx.address()), "random");
        FetchedFile file = fetcher.fetch(request);

        assertTrue(
            fetcher.fetch(request.withCondition(file.etag(), Optional.empty())).notModified());
        assertTrue(
            fetcher
                .fetch(request.withCondition(Optional.empty(), file.lastModified()))
                .notModified());
        assertArrayEquals(
            body,
            fetcher
                .fetch(request.withCondition(Optional.of("\"old\""), file.lastModified()))
                .body());
      }
    }

    @Test
    void textComesCompressedWhereAsked() throws IOException {
      try (var nginx = NginxServer.start(root, "gzip on; gzip_types *; gzip_http_version 1.0;");
          var fetcher = new Fetcher(Quick.options())) {
        FetchRequest request = FetchRequest.of(List.of(nginx.address()), "text");

        assertEquals(160_000, fetcher.fetch(request.withAcceptGzip()).body().length);
        assertTrue(fetcher.stats().receivedBytes() < 10_000, "" + fetcher.stats());
        assertEquals(160_000, fetcher.fetch(request).body().length);
      }
    }

    @Test
    void manyRequestsShareOneConnection() throws IOException {
      try (var nginx = NginxServer.start(root, "location = /n { return 200 $connection; }");
          var fetcher = new Fetcher(Quick.options())) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          fetcher.fetch(FetchRequest.of(List.of(nginx.address()), "text"));
          fetcher.find(FetchRequest.of(List.of(nginx.address()), "missing"));
          seen.add(
              new String(fetcher.fetch(FetchRequest.of(List.of(nginx.address()), "n")).body()));
        }
        assertEquals(1, seen.stream().distinct().count());
      }
    }
  }

  @Nested
  final class Tls {
    @TempDir Path directory;

    @Test
    void http2IsSpokenWhereAllowed() throws IOException {
      Authority certificates = certificates();
      try (var nginx =
          NginxServer.startTls(
              root, certificates.certificate("server"), certificates.key("server"))) {
        for (Http2 http2 : Http2.values()) {
          try (var fetcher = new Fetcher(options(certificates, http2))) {
            var sink = new RecordingSink();
            fetcher.download(FetchRequest.of(List.of(nginx.address()), "random"), sink);
            assertArrayEquals(body, sink.bytes());
            assertEquals(
                Optional.empty(),
                fetcher.find(FetchRequest.of(List.of(nginx.address()), "missing")));
          }
          assertLogged(nginx, http2 == Http2.ALLOW ? "HTTP/2.0" : "HTTP/1.1");
        }
      }
    }

    @Test
    void aClientShowsItsCertificate() throws IOException {
      Authority certificates = certificates();
      try (var nginx =
          NginxServer.startTls(
              root,
              certificates.certificate("server"),
              certificates.key("server"),
              "ssl_verify_client on;",
              "ssl_client_certificate " + certificates.certificate() + ";")) {
        for (Http2 http2 : Http2.values()) {
          FetchRequest request = FetchRequest.of(List.of(nginx.address()), "text");
          try (var stranger = new Fetcher(options(certificates, http2))) {
            assertThrows(FetchException.ServerRefused.class, () -> stranger.fetch(request));
          }
          TlsOptions known =
              trusting(certificates)
                  .withClient(certificates.certificate("client"), certificates.key("client"));
          try (var friend = new Fetcher(options(certificates, http2).withTls(known))) {
            assertEquals(160_000, friend.fetch(request).body().length);
          }
        }
      }
    }

    private Authority certificates() {
      var certificates = new Authority(directory, "authority");
      certificates.issue("server", "IP:127.0.0.1");
      certificates.issue("client", "DNS:client");
      return certificates;
    }

    private static TlsOptions trusting(Authority certificates) {
      return TlsOptions.defaults().withAuthorities(certificates.certificate());
    }

    private static FetchOptions options(Authority certificates, Http2 http2) {
      return FetchOptions.defaults()
          .withRetries(0)
          .withHttp2(http2)
          .withTls(trusting(certificates));
    }

    private static void assertLogged(NginxServer nginx, String version) throws IOException {
      List<String> lines = nginx.requests();
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith("GET /random " + version + " 200")),
          lines.toString());
    }
  }

  /// What 64 downloads at a time of 64 MiB each need: their buffers, and not their bodies.
  @Test
  void manyLargeDownloadsFitIntoASmallHeap() throws IOException {
    Path large = root.resolve("large");
    try (var file =
        Files.newByteChannel(
            large,
            java.util.Set.of(
                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE))) {
      file.position((64 << 20) - 1).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    try (var nginx = NginxServer.start(root)) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String modules = System.getProperty("jdk.module.path");
      String classes = System.getProperty("java.class.path");
      var command =
          List.of(
              java,
              "-Xmx32m",
              "-XX:+UseSerialGC",
              "-XX:+ExitOnOutOfMemoryError",
              "-cp",
              modules == null ? classes : modules + File.pathSeparator + classes,
              ManyDownloads.class.getName(),
              nginx.address() + "/large",
              "64");

      ReferenceProgram.Outcome outcome = ReferenceProgram.run(command, Map.of());

      assertEquals(0, outcome.status(), outcome.toString());
      assertEquals((64L << 20) * 64 + "\n", outcome.out());
    }
  }
}
