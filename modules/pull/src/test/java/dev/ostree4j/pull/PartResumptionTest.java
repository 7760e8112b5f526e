// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.SeenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A large part of a delta over a bad line: the next pull goes on where the last one ended.
class PartResumptionTest {
  private static final int SIZE_BYTES = 1_000_000;
  private static final int CUT_BYTES = 600_000;
  private static final String TAG = "ETag: \"v1\"";
  private static final PullOptions OPTIONS =
      PullOptions.defaults()
          .withDeltas(DeltaUse.REQUIRED)
          .withNetwork(FetchOptions.defaults().withRetries(0))
          .withTransaction(TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF));

  @TempDir Path directory;
  private SampleRepo source;
  private SampleRepo target;
  private HostileServer server;
  private Checksum tip;
  private String path;
  private byte[] part;

  @BeforeEach
  void create() throws IOException {
    source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE);
    target = new SampleRepo(directory.resolve("target"), RepoMode.BARE_USER);
    server = HostileServer.start().replay(directory.resolve("source"));
    RemoteDraft draft =
        RemoteDraft.of("origin")
            .withUrl(server.address().toString())
            .withOption("gpg-verify", "false");
    target.repo().remotes().add(draft, IfPresent.REFUSE);
    tip = source.commitLarge("main", SIZE_BYTES);
    makeDelta(DeltaOptions.defaults());
  }

  private void makeDelta(DeltaOptions how) throws IOException {
    DeltaName name = DeltaName.fromScratch(tip);
    new DeltaMaker(source.repo(), how, DeltaListener.NONE).make(name);
    new SummaryWriter(source.repo(), SummaryOptions.defaults()).write();
    path = "/" + name.partPath(0);
    part = Files.readAllBytes(directory.resolve("source" + path));
    assertTrue(part.length > CUT_BYTES + 100_000, part.length + " bytes");
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    source.close();
    target.close();
  }

  private void pull() throws IOException {
    new Puller(target.repo(), OPTIONS, PullListener.SILENT)
        .pull("origin", PullRequest.parse(List.of("main")));
  }

  /// A pull that ends in the middle of the part.
  private void pullInVain() throws IOException {
    server.answer(
        path,
        (request, out) -> {
          Answer.head(out, "200 OK", part.length, TAG, "Accept-Ranges: bytes");
          out.write(part, 0, CUT_BYTES);
          return Answer.Then.CLOSE;
        });
    assertThrows(IOException.class, this::pull);
    assertEquals(List.of(spoolName()), leftovers());
    assertNothingCame();
    server.forget(path).clearRequests();
  }

  private String spoolName() {
    return "fetch-" + Checksum.ofContent(part) + ".part";
  }

  /// Goes on with these bytes for who has so many of the file with this tag, and begins anew for
  /// everybody else.
  private Answer ranged(byte[] whole, String tag) {
    return (request, out) -> {
      boolean same = request.header("if-range").map("ETag: "::concat).equals(Optional.of(tag));
      if (same && request.header("range").equals(Optional.of("bytes=" + CUT_BYTES + "-"))) {
        String range = "bytes " + CUT_BYTES + "-" + (whole.length - 1) + "/" + whole.length;
        int rest = whole.length - CUT_BYTES;
        Answer.head(out, "206 Partial Content", rest, tag, "Content-Range: " + range);
        out.write(whole, CUT_BYTES, rest);
      } else {
        Answer.head(out, "200 OK", whole.length, tag, "Accept-Ranges: bytes");
        out.write(whole);
      }
      return Answer.Then.CLOSE;
    };
  }

  private List<Optional<String>> ranges() {
    return server.requests().stream()
        .filter(seen -> seen.path().equals(path))
        .map((SeenRequest seen) -> seen.header("range"))
        .toList();
  }

  private List<String> leftovers() throws IOException {
    try (var entries = Files.list(directory.resolve("target/tmp"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith("fetch-"))
          .toList();
    }
  }

  private void assertNothingCame() throws IOException {
    assertEquals(Map.of(), target.repo().refs().list());
    assertEquals(List.of(), target.commits());
  }

  private void assertCame() throws IOException {
    assertEquals(Optional.of(tip), target.ref("origin:main"));
    assertTrue(target.isClean());
    assertTrue(target.repo().objects().has(source.ownFile(tip)));
    assertEquals(List.of(), leftovers());
  }

  @Test
  void itGoesOnWhereItEnded() throws IOException {
    pullInVain();
    server.answer(path, ranged(part, TAG));
    pull();
    assertEquals(List.of(Optional.of("bytes=" + CUT_BYTES + "-")), ranges());
    assertCame();
  }

  @Test
  void aServerThatHasAnotherFileByNowBeginsAnew() throws IOException {
    pullInVain();
    server.answer(path, ranged(part, "ETag: \"v2\""));
    pull();
    assertCame();
  }

  /// What the server calls the same file is not: that is noticed, and not gone on with again.
  @Test
  void aRestThatDoesNotFitIsRefusedAndForgotten() throws IOException {
    pullInVain();
    byte[] changed = part.clone();
    changed[part.length - 1000] ^= 1;
    server.answer(path, ranged(changed, TAG));
    assertThrows(DeltaException.ChecksumMismatch.class, this::pull);
    assertNothingCame();
    assertEquals(List.of(), leftovers());

    server.forget(path).clearRequests();
    pull();
    assertEquals(List.of(Optional.empty()), ranges());
    assertCame();
  }

  @Test
  void theBeginningIsVerifiedToo() throws IOException {
    pullInVain();
    Path left = directory.resolve("target/tmp").resolve(spoolName());
    byte[] bytes = Files.readAllBytes(left);
    bytes[1000] ^= 1;
    Files.write(left, bytes);
    server.answer(path, ranged(part, TAG));
    assertThrows(DeltaException.ChecksumMismatch.class, this::pull);
    assertNothingCame();
    assertEquals(List.of(), leftovers());
  }

  @Test
  void aDeltaThatWasMadeAnewIsFetchedFromItsStart() throws IOException {
    pullInVain();
    final String before = spoolName();
    tip = source.commitLarge("main", SIZE_BYTES - 1);
    makeDelta(DeltaOptions.defaults());
    pull();
    assertEquals(List.of(Optional.empty()), ranges());
    assertEquals(List.of(before), leftovers());
    assertEquals(Optional.of(tip), target.ref("origin:main"));
  }

  @Test
  void whatTheConfigurationKeepsFreeIsLeftAlone() throws IOException {
    KeyFile config = target.repo().config().keyFile();
    config.set("core", "min-free-space-size", "900TB");
    target.repo().writeConfig(config);
    SpoolName name = SpoolName.ofPart(tip);
    try (var spool = new SpoolSink(target.repo(), name, Optional.empty())) {
      var sink = new PartSink(target.repo(), spool);
      sink.begin(0, Optional.empty());
      assertThrows(RepoException.NoSpace.class, () -> sink.write(new byte[1], 0, 1));
    }
  }

  /// It would be in the way of everybody else who writes, and of the next pull.
  @Test
  void whatDoesNotFitOnTheDiskDoesNotStayThere() throws IOException {
    pullInVain();
    server.answer(path, ranged(part, TAG));
    KeyFile config = target.repo().config().keyFile();
    config.set("core", "min-free-space-size", "900TB");
    target.repo().writeConfig(config);
    assertThrows(RepoException.NoSpace.class, this::pull);
    assertEquals(List.of(Optional.of("bytes=" + CUT_BYTES + "-")), ranges());
    assertNothingCame();
    assertEquals(List.of(), leftovers());
  }

  /// The pull ended before it could be carried out.
  @Test
  void oneThatIsCompleteIsNotAskedForAgain() throws IOException {
    Files.write(directory.resolve("target/tmp").resolve(spoolName()), part);
    pull();
    assertEquals(List.of(), ranges());
    assertCame();
  }

  @Test
  void oneThatIsTooLongIsFetchedAnew() throws IOException {
    byte[] longer = Arrays.copyOf(part, part.length + 1);
    Files.write(directory.resolve("target/tmp").resolve(spoolName()), longer);
    pull();
    assertEquals(List.of(Optional.empty()), ranges());
    assertCame();
  }
}
