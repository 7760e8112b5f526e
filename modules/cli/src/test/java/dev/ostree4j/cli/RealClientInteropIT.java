// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import dev.ostree4j.serve.Trouble;
import dev.ostree4j.testkit.NginxServer;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Repositories of both programs behind our server and behind nginx, pulled by both programs.
final class RealClientInteropIT {
  private static final String MAIN = "main";

  /// Who serves.
  enum Server {
    OURS,
    NGINX
  }

  private interface Served {
    void by(URI address) throws IOException;
  }

  @TempDir Path directory;

  @BeforeEach
  void requireReferences() {
    ReferenceProgram.requireOstree();
  }

  private static void serve(Server server, Path root, Served work) throws IOException {
    switch (server) {
      case OURS -> {
        try (var ours = FileServer.start(root, FileServerOptions.defaults())) {
          work.by(ours.uri());
          assertTrue(ours.counts().files() > 0);
        }
      }
      case NGINX -> {
        try (var nginx = NginxServer.start(root)) {
          work.by(nginx.address());
        }
      }
    }
  }

  private Path tree() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("tree/a/b")).getParent().getParent();
    for (int i = 0; i < 200; i++) {
      Files.writeString(tree.resolve("a/f" + i), "file " + i);
    }
    Files.write(tree.resolve("a/b/big"), new byte[3_000_000]);
    Files.createFile(tree.resolve("empty"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("a/f1"));
    return tree;
  }

  private String ours(Path repo, String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "--repo=" + repo;
    System.arraycopy(words, 0, all, 1, words.length);
    return new Cli(directory).run(all).ok();
  }

  private static String theirs(Path repo, String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "--repo=" + repo;
    System.arraycopy(words, 0, all, 1, words.length);
    return ReferenceProgram.ostree(all);
  }

  @ParameterizedTest
  @EnumSource(Server.class)
  void theRealClientPullsWhatWeWrote(Server server) throws IOException {
    Path repo = directory.resolve("repo");
    ours(repo, "init", "--mode=archive");
    String tip = ours(repo, "commit", "-b", MAIN, "--tree=dir=" + tree()).strip();
    ours(repo, "summary", "-u");
    serve(
        server,
        repo,
        address -> {
          pullTheirs(address, "bare-user", "pull", "origin", MAIN);
          pullTheirs(address, "archive", "pull", "--mirror", "origin", MAIN);
        });
    assertEquals(tip, theirs(directory.resolve("bare-user"), "rev-parse", "origin:main").strip());
    assertEquals(tip, theirs(directory.resolve("archive"), "rev-parse", MAIN).strip());
  }

  /// From nothing, and from the commit before; parts in files of their own, and in the superblock.
  @ParameterizedTest
  @CsvSource({"OURS, detached", "OURS, inline", "NGINX, detached", "NGINX, inline"})
  void theRealClientPullsOurDeltas(Server server, String parts) throws IOException {
    Path repo = directory.resolve("repo");
    Path tree = tree();
    ours(repo, "init", "--mode=archive");
    String first = ours(repo, "commit", "-b", MAIN, "--tree=dir=" + tree).strip();
    Files.writeString(tree.resolve("a/f7"), "changed");
    Files.createSymbolicLink(tree.resolve("a/link"), Path.of("b"));
    Files.delete(tree.resolve("a/f8"));
    ours(repo, "commit", "-b", MAIN, "--tree=dir=" + tree);
    String inline = parts.equals("inline") ? "--inline" : "--disable-bsdiff";
    ours(repo, "static-delta", "generate", inline, MAIN);
    ours(repo, "static-delta", "generate", inline, "--empty", MAIN);
    ours(repo, "summary", "-u");
    serve(
        server,
        repo,
        address -> {
          for (String client : List.of("update", "scratch")) {
            Path clone = directory.resolve(client);
            theirs(clone, "init", "--mode=bare-user");
            theirs(clone, "remote", "add", "--no-gpg-verify", "origin", address.toString());
            if (client.equals("update")) {
              theirs(clone, "pull", "--disable-static-deltas", "origin", MAIN + "@" + first);
            }
            String last = theirs(clone, "pull", "--require-static-deltas", "origin", MAIN);
            assertEquals(parts.equals("detached"), last.startsWith("1 delta parts, "), last);
            theirs(clone, "fsck");
            Path out = directory.resolve(client + " out");
            theirs(clone, "checkout", "-U", "origin:" + MAIN, out.toString());
            ReferenceProgram.succeed(
                List.of("diff", "-r", "--no-dereference", tree.toString(), out.toString()));
          }
        });
  }

  private void pullTheirs(URI address, String mode, String... pull) {
    Path clone = directory.resolve(mode);
    theirs(clone, "init", "--mode=" + mode);
    theirs(clone, "remote", "add", "--no-gpg-verify", "origin", address.toString());
    theirs(clone, pull);
    theirs(clone, "fsck");
  }

  @ParameterizedTest
  @EnumSource(Server.class)
  void wePullWhatTheRealProgramWrote(Server server) throws IOException {
    Path repo = directory.resolve("repo");
    theirs(repo, "init", "--mode=archive");
    String tip = theirs(repo, "commit", "-b", MAIN, "--tree=dir=" + tree()).strip();
    theirs(repo, "summary", "-u");
    serve(
        server,
        repo,
        address -> {
          pullOurs(address, "bare-user", "pull", "origin", MAIN);
          pullOurs(address, "archive", "pull", "--mirror", "origin");
        });
    assertEquals(tip, theirs(directory.resolve("bare-user"), "rev-parse", "origin:main").strip());
    assertEquals(tip, theirs(directory.resolve("archive"), "rev-parse", MAIN).strip());
  }

  private void pullOurs(URI address, String mode, String... pull) {
    Path clone = directory.resolve(mode);
    ours(clone, "init", "--mode=" + mode);
    ours(clone, "remote", "add", "--no-gpg-verify", "origin", address.toString());
    ours(clone, pull);
    ours(clone, "fsck");
    theirs(clone, "fsck");
  }

  @Test
  void theRealClientSurvivesFailuresOfOurServer() throws IOException {
    Path repo = directory.resolve("repo");
    ours(repo, "init", "--mode=archive");
    ours(repo, "commit", "-b", MAIN, "--tree=dir=" + tree());
    var options = FileServerOptions.defaults().withTrouble(new Trouble(500, 10, 5)).withSeed(7);
    try (var server = FileServer.start(repo, options)) {
      pullTheirs(server.uri(), "bare-user", "pull", "--network-retries=5", "origin", MAIN);
      assertEquals(5, server.counts().failures());
    }
  }
}
