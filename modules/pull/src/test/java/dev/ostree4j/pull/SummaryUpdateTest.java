// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.SeenRequest;
import dev.ostree4j.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A summary and its signatures change while somebody fetches the one and then the other.
class SummaryUpdateTest {
  private static final PullOptions OPTIONS =
      PullOptions.defaults().withNetwork(FetchOptions.defaults().withRetries(0));

  @TempDir Path directory;
  private final TestKey key;
  private Path served;
  private SampleRepo source;
  private SampleRepo target;
  private HostileServer server;

  SummaryUpdateTest() throws IOException {
    key = TestKey.make();
  }

  @BeforeEach
  void prepare() throws IOException {
    served = directory.resolve("source");
    source = new SampleRepo(served, RepoMode.ARCHIVE);
    target = new SampleRepo(directory.resolve("target"), RepoMode.BARE_USER);
    server = HostileServer.start().replay(served);
    RemoteDraft draft =
        RemoteDraft.of("origin")
            .withUrl(server.address().toString())
            .withOption("gpg-verify", "false")
            .withOption("sign-verify-summary", "ed25519")
            .withOption("verification-ed25519-key", key.publicText());
    target.repo().remotes().add(draft, IfPresent.REFUSE);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    source.close();
    target.close();
  }

  private byte[] publish(String branch) throws IOException {
    source.commit(branch, branch);
    SummaryOptions signed = SummaryOptions.defaults().withSigner(key.signer());
    new SummaryWriter(source.repo(), signed).write();
    return Files.readAllBytes(served.resolve("summary.sig"));
  }

  private Optional<SignedSummary> fetch() throws IOException {
    return RemoteSummary.fetch(target.repo(), "origin", OPTIONS);
  }

  private List<String> paths() {
    List<String> paths = server.requests().stream().map(SeenRequest::path).toList();
    server.clearRequests();
    return paths;
  }

  @Test
  void bothAreFetchedOnceMore() throws IOException {
    byte[] before = publish("one");
    byte[] after = publish("two");
    server.answer("/summary.sig", Answer.inTurn(Answer.of(before), Answer.of(after)));
    assertEquals(2, fetch().orElseThrow().summary().refs().size());
    assertEquals(List.of("/summary.sig", "/summary", "/summary.sig", "/summary"), paths());
    // What was kept belongs together.
    assertEquals(2, fetch().orElseThrow().summary().refs().size());
    assertEquals(List.of("/summary.sig"), paths());
  }

  @Test
  void theSameWithOneInTheCache() throws IOException {
    publish("one");
    fetch();
    byte[] before = publish("two");
    byte[] after = publish("three");
    paths();
    server.answer("/summary.sig", Answer.inTurn(Answer.of(before), Answer.of(after)));
    assertEquals(3, fetch().orElseThrow().summary().refs().size());
    assertEquals(List.of("/summary.sig", "/summary", "/summary.sig", "/summary"), paths());
  }

  @Test
  void badSignaturesThatStayAreRefusedAfterOneLook() throws IOException {
    byte[] before = publish("one");
    publish("two");
    server.answer("/summary.sig", Answer.tagged(before, "\"1\""));
    assertThrows(TrustException.SummaryUntrusted.class, this::fetch);
    assertEquals(List.of("/summary.sig", "/summary", "/summary.sig"), paths());
  }

  @Test
  void aServerThatFailsMeanwhileDoesNotHideThem() throws IOException {
    byte[] before = publish("one");
    publish("two");
    server.answer("/summary.sig", Answer.inTurn(Answer.of(before), Answer.status(500)));
    assertThrows(TrustException.SummaryUntrusted.class, this::fetch);
  }

  @Test
  void aServerThatAlwaysChangesIsNotFollowed() throws IOException {
    byte[] first = publish("one");
    byte[] second = publish("two");
    publish("three");
    server.answer(
        "/summary.sig", Answer.inTurn(Answer.of(first), Answer.of(second), Answer.of(first)));
    assertThrows(TrustException.SummaryUntrusted.class, this::fetch);
    assertEquals(List.of("/summary.sig", "/summary", "/summary.sig", "/summary"), paths());
  }
}
