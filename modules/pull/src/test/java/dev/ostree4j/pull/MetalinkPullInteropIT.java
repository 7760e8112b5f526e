// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.SeenRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A remote whose address is a metalink: by us and by the C program the summary is what the
/// document says or nothing is pulled, and objects come from where it came.
@Tag("slow")
class MetalinkPullInteropIT {
  private static final PullOptions OPTIONS =
      PullOptions.defaults().withNetwork(FetchOptions.defaults().withRetries(0));

  @TempDir Path directory;
  private HostileServer server;
  private Checksum tip;

  @BeforeEach
  void publish() throws IOException {
    ReferenceProgram.requireOstree();
    server = HostileServer.start().replay(directory);
    for (String mirror : List.of("good", "bad")) {
      try (var source = new SampleRepo(directory.resolve(mirror), RepoMode.ARCHIVE)) {
        tip = source.commit("main", "text", 3);
        new SummaryWriter(source.repo(), SummaryOptions.defaults()).write();
      }
    }
    server.answer("/bad/summary", Answer.of("something else".getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /// A repository whose remote has no other address.
  private SampleRepo client(String name) throws IOException {
    var client = new SampleRepo(directory.resolve(name), RepoMode.ARCHIVE);
    ReferenceProgram.ostree(
        "--repo=" + client.repo().path(),
        "remote",
        "add",
        "--no-gpg-verify",
        "origin",
        "metalink=" + server.address() + "/metalink.xml");
    client.repo().reloadConfig();
    return client;
  }

  private void offer(String mirrors, String digest, int surplusBytes) throws IOException {
    byte[] summary = Files.readAllBytes(directory.resolve("good/summary"));
    var urls = new StringBuilder();
    for (String mirror : mirrors.split(" ")) {
      urls.append("<url protocol='http' type='http' location='de' preference='100'>")
          .append(server.address() + "/" + mirror + "/summary")
          .append("</url>");
    }
    String document =
        """
        <?xml version='1.0' encoding='utf-8'?>
        <metalink version='3.0' xmlns='http://www.metalinker.org/'><files><file name='summary'>
        <size>%d</size><verification><hash type='sha256'>%s</hash></verification>
        <resources>%s</resources></file></files></metalink>
        """
            .formatted(
                summary.length + surplusBytes,
                digest.isEmpty() ? Checksum.ofContent(summary).hex() : digest.repeat(32),
                urls);
    server.answer("/metalink.xml", Answer.of(document.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "good, '', 0, true",
    "bad good, '', 0, true",
    "absent good, '', 0, true",
    "bad, '', 0, false",
    "absent, '', 0, false",
    "good, ab, 0, false",
    "good, '', 1, false",
    "good, '', -1, false"
  })
  void theSummaryIsTheOneThatIsDescribed(
      String mirrors, String digest, int surplusBytes, boolean comes) throws IOException {
    offer(mirrors, digest, surplusBytes);
    try (SampleRepo theirs = client("theirs");
        SampleRepo ours = client("ours")) {
      String repo = "--repo=" + theirs.repo().path();
      var command = List.of("ostree", repo, "pull", "--network-retries=0", "origin", "main");
      ReferenceProgram.Outcome outcome = ReferenceProgram.run(command, Map.of());
      assertEquals(comes, outcome.status() == 0, outcome::err);
      server.clearRequests();
      Optional<String> failure = pull(ours);
      assertEquals(comes, failure.isEmpty(), failure::toString);
      assertEquals(comes ? Optional.of(tip) : Optional.empty(), ours.ref("origin:main"));
      assertEquals(theirs.count(), ours.count());
    }
    assertEquals("/metalink.xml", server.requests().getFirst().path());
    List<String> objects =
        server.requests().stream()
            .map(SeenRequest::path)
            .filter(path -> path.contains("/objects/"))
            .toList();
    assertTrue(objects.stream().allMatch(path -> path.startsWith("/good/")), objects::toString);
    assertEquals(comes, !objects.isEmpty());
  }

  private static Optional<String> pull(SampleRepo client) throws IOException {
    try {
      new Puller(client.repo(), OPTIONS, PullListener.SILENT)
          .pull("origin", PullRequest.parse(List.of("main")));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }
}
