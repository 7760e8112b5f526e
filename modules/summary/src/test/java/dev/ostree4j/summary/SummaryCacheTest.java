// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCacheTest {
  private static final RemoteName REMOTE = new RemoteName("origin");
  private static final SummaryCheck ANY = (summary, signatures) -> {};
  private static final Instant LAST_TUESDAY = Instant.parse("2026-11-17T10:11:12Z");

  @TempDir Path directory;
  private Repo repo;
  private SummaryCache cache;

  @BeforeEach
  void open() throws IOException {
    repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE);
    cache = SummaryCache.of(repo);
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private static CachedSummary fresh(String ref) {
    return new CachedSummary(
        CachedFile.of(Samples.summary(ref)).withEtag("\"s-" + ref + "\""),
        CachedFile.of(("signature of " + ref).getBytes(StandardCharsets.UTF_8))
            .withLastModified(LAST_TUESDAY));
  }

  @Test
  void whatIsStoredIsFound() throws IOException {
    Summary stored = cache.store(REMOTE, fresh("main"), ANY);
    CachedSummary found = cache.find(REMOTE).orElseThrow();
    assertArrayEquals(stored.bytes(), found.summary().content());
    assertEquals(Optional.of("\"s-main\""), found.summary().etag());
    assertEquals(Optional.of(LAST_TUESDAY), found.signatures().lastModified());
    assertEquals(Optional.empty(), found.signatures().etag());
  }

  @Test
  void itLiesWhereTheReferenceProgramLooks() throws IOException {
    cache.store(REMOTE, fresh("main"), ANY);
    Path summaries = directory.resolve("repo/tmp/cache/summaries");
    assertTrue(Files.isRegularFile(summaries.resolve("origin")));
    assertTrue(Files.isRegularFile(summaries.resolve("origin.sig")));
    assertEquals(
        LAST_TUESDAY, Files.getLastModifiedTime(summaries.resolve("origin.sig")).toInstant());
  }

  @Test
  void nothingIsKeptThatIsNotVerified() throws IOException {
    cache.store(REMOTE, fresh("main"), ANY);
    SummaryCheck refusal =
        (summary, signatures) -> {
          throw new IOException("BAD signature");
        };
    assertThrows(IOException.class, () -> cache.store(REMOTE, fresh("evil"), refusal));
    assertArrayEquals(
        Samples.summary("main"), cache.find(REMOTE).orElseThrow().summary().content());
  }

  @Test
  void nothingIsKeptThatIsNoSummary() {
    var page = new CachedSummary(CachedFile.of(new byte[7]), CachedFile.of(new byte[0]));
    assertThrows(SummaryFormatException.class, () -> cache.store(REMOTE, page, ANY));
    assertEquals(Optional.empty(), assertDoesFind());
  }

  private Optional<CachedSummary> assertDoesFind() {
    try {
      return cache.find(REMOTE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void halfAPairIsNothing() throws IOException {
    cache.store(REMOTE, fresh("main"), ANY);
    Files.delete(directory.resolve("repo/tmp/cache/summaries/origin.sig"));
    assertEquals(Optional.empty(), cache.find(REMOTE));
  }

  @Test
  void whatIsRemovedIsGone() throws IOException {
    cache.store(REMOTE, fresh("main"), ANY);
    cache.remove(REMOTE);
    cache.remove(REMOTE);
    assertEquals(Optional.empty(), cache.find(REMOTE));
  }

  @Test
  void remotesThatAreNoneAnyMoreAreForgotten() throws IOException {
    repo.remotes()
        .add(RemoteDraft.of("origin").withUrl("https://example.org"), RemoteStore.IfPresent.REFUSE);
    RemoteName former = new RemoteName("former");
    cache.store(REMOTE, fresh("main"), ANY);
    cache.store(former, fresh("main"), ANY);
    cache.prune();
    assertTrue(cache.find(REMOTE).isPresent());
    assertEquals(Optional.empty(), cache.find(former));
    try (var names = Files.list(directory.resolve("repo/tmp/cache/summaries"))) {
      assertEquals(2, names.count());
    }
  }

  @Test
  void eachRemoteHasItsOwn() throws IOException {
    cache.store(REMOTE, fresh("main"), ANY);
    cache.store(new RemoteName("other"), fresh("other"), ANY);
    assertArrayEquals(
        Samples.summary("main"), cache.find(REMOTE).orElseThrow().summary().content());
  }

  @Test
  void aDirectoryOfItsOwnMayHoldIt() throws IOException {
    Path own = Files.createDirectory(directory.resolve("own"));
    SummaryCache elsewhere = SummaryCache.in(repo, own);
    elsewhere.store(REMOTE, fresh("main"), ANY);
    assertTrue(Files.isRegularFile(own.resolve("summaries/origin")));
    assertTrue(elsewhere.find(REMOTE).isPresent());
    assertEquals(Optional.empty(), cache.find(REMOTE));
    try (var names = Files.list(own)) {
      assertEquals(1, names.count(), "nothing else is left there");
    }
  }

  @Test
  void aLinkThatLeadsElsewhereIsNotFollowed() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    Path summaries = Files.createDirectories(directory.resolve("repo/tmp/cache/summaries"));
    Files.createSymbolicLink(summaries.resolve("origin"), secret);
    Files.createSymbolicLink(summaries.resolve("origin.sig"), secret);
    assertThrows(IOException.class, () -> cache.find(REMOTE));
  }

  @Test
  void aFileBeyondTheLimitIsNotRead() throws IOException {
    cache.store(REMOTE, fresh("main"), ANY);
    Path file = directory.resolve("repo/tmp/cache/summaries/origin.sig");
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.position((long) Summary.MAX_SIZE_BYTES + 10);
      channel.write(ByteBuffer.allocate(1));
    }
    assertThrows(IOException.class, () -> cache.find(REMOTE));
  }
}
