// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.SeenRequest;
import dev.ostree4j.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Summaries that are there before the pull: given by the caller, or kept by an earlier pull.
class GivenSummaryTest {
  private static final PullOptions DEFAULTS =
      PullOptions.defaults()
          .withNetwork(FetchOptions.defaults().withRetries(0))
          .withTransaction(TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF));

  @TempDir Path directory;
  private SampleRepo source;
  private SampleRepo target;
  private HostileServer server;
  private TestKey key;
  private Checksum first;
  private byte[] summary;
  private byte[] signatures;

  @BeforeEach
  void create() throws IOException {
    source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE);
    target = new SampleRepo(directory.resolve("target"), RepoMode.ARCHIVE);
    server = HostileServer.start().replay(directory.resolve("source"));
    key = TestKey.make();
    RemoteDraft draft =
        RemoteDraft.of("origin")
            .withUrl(server.address().toString())
            .withOption("gpg-verify", "false")
            .withOption("sign-verify-summary", "ed25519")
            .withOption("verification-ed25519-key", key.publicText());
    target.repo().remotes().add(draft, IfPresent.REFUSE);
    first = source.commit("main", "first");
    summarise();
    summary = Files.readAllBytes(directory.resolve("source/summary"));
    signatures = Files.readAllBytes(directory.resolve("source/summary.sig"));
  }

  private void summarise() throws IOException {
    new SummaryWriter(source.repo(), SummaryOptions.defaults().withSigner(key.signer())).write();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    source.close();
    target.close();
  }

  private PullReport pull(PullOptions options) throws IOException {
    return pull(options, PullListener.SILENT);
  }

  private PullReport pull(PullOptions options, PullListener listener) throws IOException {
    return new Puller(target.repo(), options, listener)
        .pull("origin", PullRequest.parse(List.of("main")));
  }

  private List<String> summaryRequests() {
    return server.requests().stream()
        .map(SeenRequest::path)
        .filter(path -> path.startsWith("/summary"))
        .toList();
  }

  @Test
  void aGivenSummaryTellsTheRefsInPlaceOfTheServers() throws IOException {
    source.commit("main", "second");
    summarise();
    pull(DEFAULTS.withSummary(summary, signatures));
    assertEquals(Optional.of(first), target.ref("origin:main"));
    assertEquals(List.of(), summaryRequests());
  }

  @Test
  void signaturesThatWereNotGivenAreFetched() throws IOException {
    pull(DEFAULTS.withSummary(summary));
    assertEquals(Optional.of(first), target.ref("origin:main"));
    assertEquals(List.of("/summary.sig"), summaryRequests());
  }

  @Test
  void aGivenSummaryWithTheSignaturesOfAnotherIsRefused() throws IOException {
    byte[] wrong = SignedMetadata.empty().with(key.signer(), new byte[] {1}).bytes();
    assertThrows(
        TrustException.SummaryUntrusted.class, () -> pull(DEFAULTS.withSummary(summary, wrong)));
    assertFalse(target.has(first));
  }

  @Test
  void aKeptSummaryThatIsRefusedIsToldAndThenFetchedAnew() throws IOException {
    pull(DEFAULTS);
    Path kept = directory.resolve("target/tmp/cache/summaries/origin");
    byte[] wrong = summary.clone();
    wrong[0] ^= 1;
    Files.write(kept, wrong);
    var heard = new ArrayList<PullEvent.CachedSummaryRefused>();
    var seen = new ArrayList<byte[]>();
    pull(
        DEFAULTS,
        event -> {
          if (event instanceof PullEvent.CachedSummaryRefused refused) {
            heard.add(refused);
            seen.add(read(kept));
          }
        });
    assertEquals(1, heard.size());
    assertEquals(RemoteName.parse("origin"), heard.getFirst().remote());
    assertTrue(heard.getFirst().reason().contains("SummaryUntrusted"), heard.toString());
    assertArrayEquals(wrong, seen.getFirst(), "told before it is forgotten");
    assertArrayEquals(summary, read(kept));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void metadataWithoutALimitOfItsOwnIsBoundedByWhatIsStored() {
    long most = PullOptions.defaults().metadataMaxBytes();
    assertEquals(128L << 20, most);
    assertEquals(most, DEFAULTS.withMetadataMaxBytes(0).metadataMaxBytes());
    assertEquals(most, DEFAULTS.withMetadataMaxBytes(Long.MAX_VALUE).metadataMaxBytes());
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withMetadataMaxBytes(-1));
  }

  @Test
  void aMetadataObjectAboveTheLimitIsRefused() throws IOException {
    var refusal = assertThrows(IOException.class, () -> pull(DEFAULTS.withMetadataMaxBytes(10)));
    assertTrue(refusal.getMessage().contains("exceeded maximum size"), refusal.getMessage());
    assertFalse(target.has(first));
  }
}
