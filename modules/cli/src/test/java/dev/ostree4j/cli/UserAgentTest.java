// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that let only the C program in let this one in, too.
class UserAgentTest {
  @TempDir Path directory;

  @Test
  void serversSeeTheNameOfTheCProgramAndWhatIsAppended() throws IOException {
    var cli = new Cli(directory);
    Files.createDirectories(directory.resolve("t/d"));
    cli.run("--repo=there", "init", "--mode=archive").ok();
    cli.run("--repo=there", "commit", "-b", "main", "t").ok();
    FileServerOptions options =
        FileServerOptions.defaults()
            .withExpectedHeader("User-Agent", "libostree/2026.4 probe/1")
            .withExpectedHeader("X-Token", "letmein");
    try (FileServer server = FileServer.start(directory.resolve("there"), options)) {
      cli.run("--repo=here", "init", "--mode=archive").ok();
      cli.run("--repo=here", "remote", "add", "--no-gpg-verify", "origin", server.uri().toString())
          .ok();
      String header = "--http-header=X-Token=letmein";
      String refused = cli.run("--repo=here", "pull", header, "origin", "main").error();
      assertTrue(refused.contains("403"), refused);
      String two = "--append-user-agent=a\nb";
      String split = cli.run("--repo=here", "pull", header, two, "origin", "main").error();
      assertTrue(split.startsWith("--append-user-agent: "), split);
      cli.run("--repo=here", "pull", header, "--append-user-agent=probe/1", "origin", "main").ok();
    }
  }
}
