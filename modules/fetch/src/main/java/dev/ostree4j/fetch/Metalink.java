// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A file, what proves that it is the one, and where it can be had: version 3 of the metalink
/// format.
///
/// ```text
/// <metalink><files><file name="summary">
///   <size>2048</size>
///   <verification><hash type="sha256">HEX</hash><hash type="sha512">HEX</hash></verification>
///   <resources><url protocol="https" preference="100">https://…/repo/summary</url></resources>
/// </file></files></metalink>
/// ```
///
/// @since 0.1
public final class Metalink {
  // Room for more mirrors than there are.
  private static final long DOCUMENT_MAX = 10 * 1024 * 1024;

  private final URI from;
  private final long sizeBytes;
  private final String algorithm;
  private final String digest;
  private final List<URI> urls;

  /// What a document says of one file.
  Metalink(URI from, long sizeBytes, String algorithm, String digest, List<URI> urls) {
    this.from = from;
    this.sizeBytes = sizeBytes;
    this.algorithm = algorithm;
    this.digest = digest;
    this.urls = List.copyOf(urls);
  }

  /// Reads a document.
  ///
  /// @param from where it came from, for messages
  /// @param fileName the name of the file that is wanted
  /// @throws FetchException.BadMetalink when it is malformed, or does not describe the file
  public static Metalink parse(URI from, byte[] document, String fileName) throws FetchException {
    return new MetalinkReader(from, fileName).read(document);
  }

  /// Fetches a document and reads it.
  ///
  /// @throws FetchException when it cannot be fetched, or as [#parse]
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  public static Metalink fetch(Fetcher fetcher, URI document, String fileName) throws IOException {
    FetchRequest request = FetchRequest.of(document).withMaxBytes(DOCUMENT_MAX);
    return parse(document, fetcher.fetch(request).body(), fileName);
  }

  /// Fetches the file from the first place that has it as it should be.
  ///
  /// @return the file; the repository of a summary is the directory of the URL it came from,
  ///     which is the one in the document and not where that redirects to
  /// @throws FetchException.BadMetalink when no place has it
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  public FetchedFile fetchFile(Fetcher fetcher) throws IOException {
    FetchException last = null;
    for (URI url : urls) {
      try {
        FetchedFile file = fetcher.fetch(FetchRequest.of(url).withMaxBytes(sizeBytes));
        check(file.body());
        return file.withFrom(url);
      } catch (FetchException.Closed e) {
        throw e;
      } catch (FetchException e) {
        last = e;
      }
    }
    throw bad("Exhausted "
            + urls.size()
            + " metalink targets, last error: "
            + (last == null ? "none" : last.getMessage()))
        .because(last);
  }

  /// How long the file is, at least 1.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// Where it can be had, those of higher preference first.
  public List<URI> urls() {
    return urls;
  }

  private void check(byte[] body) throws FetchException {
    if (body.length != sizeBytes) {
      throw bad(
          "Expected size is " + sizeBytes + " bytes but content is " + body.length + " bytes");
    }
    String actual = HexFormat.of().formatHex(digestOf(body));
    if (!actual.equals(digest)) {
      throw bad("Expected checksum is " + digest + " but actual is " + actual);
    }
  }

  private byte[] digestOf(byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("the JDK has " + algorithm, e);
    }
  }

  private FetchException bad(String reason) {
    return new FetchException.BadMetalink(Target.hidden(from), reason);
  }
}
