// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class MetalinkTest {
  private static final URI FROM = URI.create("http://example.com/metalink.xml");
  private static final String SHA256 = "ab".repeat(32);
  private static final String SHA512 = "cd".repeat(64);

  @Nested
  final class Reading {
    @Test
    void takesTheSizeAndTheUrlsByPreference() throws IOException {
      Metalink link =
          parse(
              document(
                  "<size>12</size>" + hash("md5", "x") + hash("sha256", SHA256),
                  "<url protocol='ftp'>ftp://a/s</url>"
                      + "<url protocol='http' preference='1'>http://b/s</url>"
                      + "<url protocol='https' preference='100'> https://c/s </url>"
                      + "<url protocol='http' preference='100'>http://d/s</url>"));

      assertEquals(12, link.sizeBytes());
      assertEquals(
          List.of(URI.create("https://c/s"), URI.create("http://d/s"), URI.create("http://b/s")),
          link.urls());
    }

    @Test
    void readsUrlsAndTheSizeAsTheyAreMeant() throws IOException {
      Metalink link =
          parse(
              document(
                  "<size> +12 bytes</size>" + hash("sha256", SHA256),
                  url("http://[bad") + url("\nhttp:///a/s t\r\n") + url("http://b/%zz")));

      assertEquals(12, link.sizeBytes());
      assertEquals(List.of(URI.create("http://a/s%20t")), link.urls());
    }

    @Test
    void skipsWhatItDoesNotKnow() throws IOException {
      String nested = "<deeply><nested><size>9</size><file name='summary'/></nested></deeply>";
      Metalink link =
          parse(
              "<metalink>"
                  + nested
                  + "<files>"
                  + nested
                  + "<file name='other'><size>5</size></file>"
                  + file("<size>12</size>" + hash("sha512", SHA512), url("http://a/s"))
                  + "<file name='summary'><size>7</size></file>"
                  + "</files>"
                  + nested
                  + "</metalink>");

      assertEquals(12, link.sizeBytes());
    }

    @Test
    void saysWhatIsMissingInTheWordsOfTheReferenceProgram() {
      String good = "<size>12</size>" + hash("sha256", SHA256);
      assertRefused("bacon\n", "Document must begin with an element");
      assertRefused("", "No <file> element found");
      assertRefused("<metalink/>", "No <file> element found");
      assertRefused(
          "<metalink><files><file name='x'/></files></metalink>", "No <file name='summary'> found");
      assertRefused(
          document("<size>0</size>" + hash("sha256", SHA256), url("http://a/s")),
          "No <size> element found or it is zero");
      assertRefused(
          document("<size>1</size>" + hash("md5", "x"), url("http://a/s")),
          "No <verification> element with known <hash type=> found");
      assertRefused(
          document(good + hash("sha512", "bacon"), url("http://a/s")),
          "Invalid hash digest for sha512");
      assertRefused(
          document("<size>1</size>" + hash("sha256", "12"), url("http://a/s")),
          "Invalid hash digest for sha256");
      assertRefused(document(good, ""), "No <url method='http'> elements found");
      assertRefused(document(good, url("http://[")), "No <url method='http'> elements found");
      assertRefused(document("<size>many</size>", ""), "No <size> element found or it is zero");
    }
  }

  @Nested
  final class Hostile {
    @Test
    void aDocumentTypeIsRefused() {
      assertRefused("<!DOCTYPE metalink SYSTEM 'file:///etc/passwd'><metalink/>", "document type");
    }

    @Test
    void entitiesAreRefused() {
      assertRefused(
          "<!DOCTYPE m [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><metalink>&b;</metalink>",
          "not allowed");
      assertRefused("<metalink>&b;</metalink>", "");
    }

    @Test
    void bytesThatAreNoTextAreRefusedInSilence() {
      PrintStream before = System.err;
      var printed = new ByteArrayOutputStream();
      System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
      try {
        byte[] document = {'<', 'm', '>', (byte) 0xe0, (byte) 0x80, '<', '/', 'm', '>'};
        var failure =
            assertThrows(
                FetchException.BadMetalink.class, () -> Metalink.parse(FROM, document, "summary"));
        assertTrue(failure.getMessage().contains("Invalid UTF-8"));
      } finally {
        System.setErr(before);
      }
      assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void cutOffAndDeepDocumentsAreRefused() {
      assertRefused("<metalink>\n<files>", "malformed XML in line 2: XML document structures must");
      assertRefused("<a>".repeat(5000), "deeper than");
      assertRefused("<metalink>\u0000</metalink>", "malformed XML");
    }
  }

  @Nested
  final class Fetching {
    @Test
    void placesThatHaveSomethingElseArePassedOver() throws Exception {
      try (var server = new ScriptedServer();
          var fetcher = new Fetcher(Quick.options())) {
        server.on("/short", answer(200, "broken"));
        server.on("/other", answer(200, "another file"));
        server.on("/long", answer(200, "much too long for it"));
        server.on("/summary", answer(200, "the one file"));
        server.on(
            "/metalink",
            answer(
                200,
                document(
                    "<size>12</size>" + hash("sha256", sha256("the one file")),
                    url(server.url("/none"))
                        + url(server.url("/short"))
                        + url(server.url("/other"))
                        + url(server.url("/long"))
                        + url(server.url("/summary")))));

        FetchedFile file =
            Metalink.fetch(fetcher, server.url("/metalink"), "summary").fetchFile(fetcher);

        assertEquals("the one file", new String(file.body(), StandardCharsets.UTF_8));
        assertEquals(server.url("/summary"), file.from());
      }
    }

    @Test
    void theLastErrorIsTold() throws Exception {
      try (var server = new ScriptedServer();
          var fetcher = new Fetcher(Quick.options())) {
        server.on("/summary", answer(200, "moo"));
        Metalink size = link(server, "a good file");
        Metalink digest = link(server, "mew");

        assertMessage(fetcher, size, "last error: .*Expected size is 11 bytes but content is 3 b");
        assertMessage(fetcher, digest, "Expected checksum is [0-9a-f]{64} but actual is [0-9a-f]+");
      }
    }

    private Metalink link(ScriptedServer server, String content) throws Exception {
      return parse(
          document(
              "<size>" + content.length() + "</size>" + hash("sha256", sha256(content)),
              url(server.url("/summary"))));
    }

    private void assertMessage(Fetcher fetcher, Metalink link, String pattern) {
      var failure = assertThrows(FetchException.BadMetalink.class, () -> link.fetchFile(fetcher));
      assertTrue(
          failure.getMessage().matches("(?s).*Exhausted 1 metalink targets.*" + pattern + ".*"),
          failure.getMessage());
    }
  }

  private static void assertRefused(String document, String reason) {
    var failure = assertThrows(FetchException.BadMetalink.class, () -> parse(document));
    assertTrue(failure.getMessage().contains(reason), failure.getMessage());
  }

  private static Metalink parse(String document) throws FetchException {
    return Metalink.parse(FROM, document.getBytes(StandardCharsets.UTF_8), "summary");
  }

  private static String document(String inFile, String resources) {
    return "<?xml version='1.0' encoding='utf-8'?>\n<metalink version='3.0'"
        + " xmlns='http://www.metalinker.org/'><files>"
        + file(inFile, resources)
        + "</files></metalink>";
  }

  private static String file(String inFile, String resources) {
    return "<file name='summary'>"
        + inFile.replaceFirst("(<hash.*)", "<verification>$1</verification>")
        + "<resources>"
        + resources
        + "</resources></file>";
  }

  private static String hash(String type, String digest) {
    return "<hash type='" + type + "'>" + digest + "</hash>";
  }

  private static String url(Object url) {
    return "<url protocol='http'>" + url + "</url>";
  }

  private static String sha256(String content) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
  }
}
