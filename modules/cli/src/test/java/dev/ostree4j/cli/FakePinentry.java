// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// What the agent of `gpg` asks for passphrases, for tests: a program that types what it was told.
final class FakePinentry {
  private static final String SCRIPT =
      """
      #!/bin/sh
      echo 'OK at your service'
      while read -r command rest; do
        case "$command" in
          GETPIN)
            echo asked >> 'DIRECTORY/asked'
            cat 'DIRECTORY/answer' ;;
          BYE)
            echo OK
            exit 0 ;;
          *)
            echo OK ;;
        esac
      done
      """;

  private final Path directory;

  private FakePinentry(Path directory) {
    this.directory = directory;
  }

  /// Puts it into a home directory whose agent does not run yet, and which then asks each time.
  static FakePinentry install(Path home) throws IOException {
    Path directory = Files.createDirectory(home.resolve("pinentry"));
    Path script = directory.resolve("pinentry.sh");
    Files.writeString(script, SCRIPT.replace("DIRECTORY", directory.toString()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Files.write(
        home.resolve("gpg-agent.conf"),
        List.of("pinentry-program " + script, "default-cache-ttl 0", "max-cache-ttl 0"));
    var pinentry = new FakePinentry(directory);
    pinentry.cancel();
    return pinentry;
  }

  void type(String passphrase) throws IOException {
    answer("D " + passphrase + "\nOK\n");
  }

  void cancel() throws IOException {
    answer("ERR 83886179 Operation cancelled <Pinentry>\n");
  }

  private void answer(String lines) throws IOException {
    Files.writeString(directory.resolve("answer"), lines);
    Files.deleteIfExists(directory.resolve("asked"));
  }

  /// How often it was asked since it was told what to answer.
  int timesAsked() throws IOException {
    Path asked = directory.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
  }
}
