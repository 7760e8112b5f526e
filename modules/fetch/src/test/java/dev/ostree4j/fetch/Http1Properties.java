// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What comes over a connection, in whatever pieces, is read as it was meant or refused.
class Http1Properties {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nServer: x\r\nTransfer-Encoding: chunked\r\nETag: \"abc\"\r\n\r\n"
          + "5;ext=1\r\n12345\r\n0\r\nTrailer: y\r\n\r\n";

  @Property(tries = 300)
  void chunksComeOutAsTheyWentIn(
      @ForAll @Size(max = 8) List<byte @Size(max = 200) []> chunks,
      @ForAll @IntRange(min = 1, max = 50) int piece)
      throws IOException {
    var sent = new ByteArrayOutputStream();
    var meant = new ByteArrayOutputStream();
    sent.writeBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
    for (byte[] chunk : chunks) {
      if (chunk.length > 0) {
        sent.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes());
        sent.writeBytes(chunk);
        sent.writeBytes("\r\n".getBytes());
        meant.writeBytes(chunk);
      }
    }
    sent.writeBytes("0\r\n\r\n".getBytes());
    boolean[] kept = {false};

    assertArrayEquals(meant.toByteArray(), body(sent.toByteArray(), piece, kept));
    assertTrue(kept[0], "the connection can be used again");
  }

  @Property(tries = 300)
  void headersComeOutAsTheyWentIn(
      @ForAll("names") String name,
      @ForAll("values") String value,
      @ForAll @IntRange(min = 1, max = 20) int piece)
      throws IOException {
    String head = "HTTP/1.0 404 Not Found\r\n" + name + ": \t" + value + " \r\n\r\n";

    HeadReader.Head read =
        new HeadReader(
                BytePipe.connection(head.getBytes(StandardCharsets.ISO_8859_1), piece), "http://h/")
            .read();

    assertEquals(404, read.status());
    assertEquals(List.of(new Header(name, value.strip())), read.headers().lines());
  }

  @Property(tries = 2000)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
    readOrRefuse(bytes);
  }

  @Property(tries = 2000)
  void aChangedAnswerIsReadOrRefused(
      @ForAll @IntRange(max = 130) int at, @ForAll byte with, @ForAll boolean cut)
      throws IOException {
    byte[] bytes = HEAD.getBytes(StandardCharsets.ISO_8859_1);
    int place = at % bytes.length;
    bytes[place] = with;
    readOrRefuse(cut ? java.util.Arrays.copyOf(bytes, place) : bytes);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abcXYZ019!#$%&'*+-.^_`|~").ofMinLength(1);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings().withCharRange('!', '~').withCharRange('\u00a1', '\u00ff');
  }

  private static void readOrRefuse(byte[] bytes) throws IOException {
    try {
      byte[] body = body(bytes, 7, new boolean[1]);
      assertTrue(body.length <= bytes.length);
    } catch (FetchException | EOFException e) {
      // Refused.
    }
  }

  private static byte[] body(byte[] bytes, int piece, boolean[] kept) throws IOException {
    Connection connection = BytePipe.connection(bytes, piece);
    HeadReader.Head head = new HeadReader(connection, "http://h/").read();
    Reply reply = new Http1Reply("http://h/", head, connection, () -> kept[0] = true);
    var body = new ByteArrayOutputStream();
    byte[] buffer = new byte[64];
    for (int count; (count = reply.read(buffer, 0, buffer.length)) >= 0; ) {
      body.write(buffer, 0, count);
    }
    reply.close();
    return body.toByteArray();
  }
}
