// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.Authority;
import dev.ostree4j.testkit.NginxServer;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the configuration of a remote says about the way to it: with the option the real nginx is
/// pulled from, without it not, by us and by the C program alike.
@Tag("slow")
class RemoteOptionsInteropIT {
  private static final PullOptions OPTIONS =
      PullOptions.defaults().withNetwork(FetchOptions.defaults().withRetries(0));

  @TempDir Path directory;
  private Path published;
  private Checksum tip;
  private int clients;

  @BeforeEach
  void publish() throws IOException {
    ReferenceProgram.requireOstree();
    published = directory.resolve("published");
    try (var source = new SampleRepo(published, RepoMode.ARCHIVE)) {
      tip = source.commit("main", "text", 20);
    }
  }

  /// The certificates `known` and `server`, of which one vouches for the other, and a client of
  /// each authority.
  private void makeCertificates() {
    new Authority(directory, "known").issue("server", "IP:127.0.0.1").issue("friend", "DNS:friend");
    new Authority(directory, "unknown").issue("stranger", "DNS:stranger");
  }

  private NginxServer startTls(String... directives) throws IOException {
    Path certificate = directory.resolve("server.pem");
    return NginxServer.startTls(
        published, certificate, directory.resolve("server.key"), directives);
  }

  /// Pulls by both programs, which have to agree.
  ///
  /// @param options `KEY=VALUE` with spaces between; `@` is the directory of the certificates
  /// @return our message; nothing when the pull went well
  private Optional<String> pull(String url, String options) throws IOException {
    Optional<String> failure = ourPull(url, options);
    boolean could = theirPull(url, options);
    assertEquals(could, failure.isEmpty(), () -> options + ": " + failure);
    return failure;
  }

  private Optional<String> ourPull(String url, String options) throws IOException {
    try (SampleRepo client = client(url, options)) {
      new Puller(client.repo(), OPTIONS, PullListener.SILENT)
          .pull("origin", PullRequest.parse(List.of("main")));
      assertEquals(Optional.of(tip), client.ref("origin:main"));
      assertTrue(client.isClean());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private boolean theirPull(String url, String options) throws IOException {
    try (SampleRepo client = client(url, options)) {
      String repo = "--repo=" + client.repo().path();
      String[] command = {"ostree", repo, "pull", "--network-retries=0", "origin", "main"};
      return ReferenceProgram.run(List.of(command), Map.of()).status() == 0;
    }
  }

  private SampleRepo client(String url, String options) throws IOException {
    var client = new SampleRepo(directory.resolve("client" + clients++), RepoMode.BARE_USER);
    RemoteDraft draft = RemoteDraft.of("origin").withUrl(url).withOption("gpg-verify", "false");
    for (String option : options.split(" ")) {
      String[] pair = option.split("=", 2);
      if (pair.length == 2) {
        draft = draft.withOption(pair[0], pair[1].replace("@", directory.toString()));
      }
    }
    client.repo().remotes().add(draft, IfPresent.REFUSE);
    return client;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-ca-path=@/known.pem   |",
        "tls-permissive=true       |",
        "''                        | tls-ca-path",
        "tls-permissive=false      | tls-ca-path",
        "tls-ca-path=@/unknown.pem | tls-ca-path",
        "tls-ca-path=@/absent.pem  | absent.pem"
      })
  void aServerIsTrustedAsTheRemoteSays(String options, String failure) throws IOException {
    makeCertificates();
    try (NginxServer nginx = startTls()) {
      assertOutcome(failure, pull(nginx.address().toString(), options));
    }
  }

  @ParameterizedTest
  @CsvSource({"tls-ca-path=@/known.pem", "tls-permissive=true"})
  void theCertificateOfAnotherHostIsRefused(String options) throws IOException {
    new Authority(directory, "known").issue("server", "DNS:elsewhere");
    try (NginxServer nginx = startTls()) {
      Optional<String> failure = pull(nginx.address().toString(), options);
      assertTrue(failure.isPresent());
      assertEquals(List.of(), nginx.requests());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-client-cert-path=@/friend.pem tls-client-key-path=@/friend.key     |",
        "tls-client-cert-path=@/stranger.pem tls-client-key-path=@/stranger.key | HTTP 400",
        "''                                                                     | HTTP 400",
        "tls-client-cert-path=@/friend.pem | must specify both tls-client-cert-path and",
        "tls-client-key-path=@/friend.key  | must specify both tls-client-cert-path and"
      })
  void aStrictServerSeesTheCertificateOfTheRemote(String options, String failure)
      throws IOException {
    makeCertificates();
    String known = "ssl_client_certificate " + directory.resolve("known.pem") + ";";
    try (NginxServer nginx = startTls("ssl_verify_client on;", known)) {
      String trusting = "tls-ca-path=@/known.pem " + options;
      assertOutcome(failure, pull(nginx.address().toString(), trusting));
    }
  }

  private static void assertOutcome(String expected, Optional<String> failure) {
    if (expected == null) {
      assertEquals(Optional.empty(), failure);
    } else {
      assertTrue(failure.orElse("no failure").contains(expected), failure::toString);
    }
  }

  /// Ours alone: the C program then leaves it to libcurl, which speaks HTTP/2 by now.
  @ParameterizedTest
  @CsvSource({"'',HTTP/2.0", "http2=true,HTTP/2.0", "http2=false,HTTP/1.1"})
  void theVersionIsAsTheRemoteSays(String option, String version) throws IOException {
    makeCertificates();
    try (NginxServer nginx = startTls()) {
      String options = "tls-ca-path=@/known.pem " + option;
      assertEquals(Optional.empty(), ourPull(nginx.address().toString(), options));
      assertEquals(Set.of(version), versions(nginx));
    }
  }

  private static Set<String> versions(NginxServer nginx) throws IOException {
    return nginx.requests().stream().map(line -> line.split(" ")[2]).collect(Collectors.toSet());
  }

  /// nginx serves what it is asked for with a whole URL, whatever the host, as a proxy would.
  @Test
  void everyRequestGoesThroughTheProxyOfTheRemote() throws IOException {
    String url = "http://repo.invalid";
    try (NginxServer nginx = NginxServer.start(published)) {
      Optional<String> failure = pull(url, "");
      assertTrue(failure.orElse("").contains("repo.invalid"), failure::toString);
      assertEquals(List.of(), nginx.requests());

      assertEquals(Optional.empty(), ourPull(url, "proxy=" + nginx.address()));
      List<String> ours = nginx.requests();
      assertTrue(ours.size() > 20, ours::toString);
      assertTrue(
          ours.stream().allMatch(line -> line.startsWith("GET " + url + "/")), ours::toString);
      assertTrue(theirPull(url, "proxy=" + nginx.address()));
    }
  }
}
