// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Servers that have the same files, the preferred one first, as `mirrorlist=` names them.
///
/// ```text
/// # comment, or a blank line
/// http://one.example.com/repo
/// https://two.example.com/repo
/// ```
///
/// @param mirrors the URLs of HTTP and HTTPS, at least one
/// @since 0.1
public record MirrorList(List<URI> mirrors) {
  // Room for some hundred thousand lines.
  private static final long SIZE_MAX = 10 * 1024 * 1024;

  // More mirrors than this would be tried for days before a fetch fails.
  private static final int MIRRORS_MAX = 1000;

  /// Copies the list.
  public MirrorList {
    mirrors = List.copyOf(mirrors);
  }

  /// Reads a list. Blanks around a URL do not count, which is read as [HttpUrl] says. Lines that
  /// are no URL or one of another kind are left out, and what follows the first thousand mirrors.
  ///
  /// @param from where it came from, for messages
  /// @throws FetchException.NoMirror when it is no UTF-8, or nothing is left
  public static MirrorList parse(URI from, byte[] list) throws FetchException {
    List<URI> mirrors =
        text(from, list)
            .lines()
            .map(String::strip)
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> mirror(line).stream())
            .limit(MIRRORS_MAX)
            .toList();
    return new MirrorList(atLeastOne(from, mirrors));
  }

  /// Fetches a list, and leaves out the mirrors before the first one which has a certain file.
  ///
  /// @param list the URL behind `mirrorlist=`
  /// @param probe the path of the file, such as `config`
  /// @throws FetchException.NoMirror when the list cannot be fetched, or no mirror has the file
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  public static MirrorList fetch(Fetcher fetcher, URI list, String probe) throws IOException {
    List<URI> mirrors = parse(list, body(fetcher, list)).mirrors();
    for (int i = 0; i < mirrors.size(); i++) {
      if (has(fetcher, mirrors.get(i), probe)) {
        return new MirrorList(mirrors.subList(i, mirrors.size()));
      }
    }
    return new MirrorList(atLeastOne(list, List.of()));
  }

  private static byte[] body(Fetcher fetcher, URI list) throws IOException {
    try {
      return fetcher.fetch(FetchRequest.of(list).withMaxBytes(SIZE_MAX)).body();
    } catch (FetchException.Closed e) {
      throw e;
    } catch (FetchException e) {
      throw new FetchException.NoMirror(Target.hidden(list), e.getMessage()).because(e);
    }
  }

  private static boolean has(Fetcher fetcher, URI mirror, String probe) throws IOException {
    try {
      // The next mirror is the better second attempt.
      fetcher.fetch(FetchRequest.of(List.of(mirror), probe).withMaxBytes(SIZE_MAX).withRetries(0));
      return true;
    } catch (FetchException.Closed e) {
      throw e;
    } catch (FetchException e) {
      return false;
    }
  }

  private static String text(URI from, byte[] list) throws FetchException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(list)).toString();
    } catch (CharacterCodingException e) {
      throw new FetchException.NoMirror(
              Target.hidden(from), "Invalid UTF-8; tell who keeps the list")
          .because(e);
    }
  }

  private static Optional<URI> mirror(String line) {
    try {
      URI mirror = HttpUrl.parse(line);
      Target.of(mirror);
      return Optional.of(mirror);
    } catch (URISyntaxException | FetchException e) {
      return Optional.empty();
    }
  }

  private static List<URI> atLeastOne(URI from, List<URI> mirrors) throws FetchException {
    if (mirrors.isEmpty()) {
      throw new FetchException.NoMirror(
          Target.hidden(from),
          "No valid mirrors were found in mirrorlist '" + Target.hidden(from) + "'");
    }
    return mirrors;
  }
}
