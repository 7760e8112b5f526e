// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Remotes of a system root stand in its repository or in `etc/ostree/remotes.d`: both programs see
/// them in both places, and change them where they are.
class RemoteSysrootInteropIT {
  private static final List<String> COMMANDS =
      List.of(
          "remote add --sysroot=@ z http://z",
          "remote add --sysroot=@ c http://d",
          "remote add --sysroot=@ --if-not-exists c http://d",
          "remote add --sysroot=@ --force c http://e",
          "remote add --sysroot=@ --set=a=b y http://y",
          "remote delete --sysroot=@ c",
          "remote delete --sysroot=@ z",
          "remote delete --sysroot=@ --if-exists z");

  @TempDir Path directory;

  @Test
  void remotesAreChangedWhereTheyAre() throws IOException {
    ReferenceProgram.requireOstree();
    var cli = new Cli(directory);
    for (String root : List.of("ours", "theirs")) {
      Path remotes = Files.createDirectories(directory.resolve(root + "/etc/ostree/remotes.d"));
      Files.writeString(remotes.resolve("c.conf"), "[remote \"c\"]\nurl=http://c\n");
      Files.createDirectories(directory.resolve(root + "/ostree/deploy"));
      cli.run("--repo=" + root + "/ostree/repo", "init", "--mode=bare").ok();
    }
    for (String command : COMMANDS) {
      var theirs = new ArrayList<>(List.of("ostree"));
      theirs.addAll(List.of(command.replace("@", directory + "/theirs").split(" ")));
      var outcome = ReferenceProgram.run(theirs, Map.of());
      Cli.Outcome ours = cli.run(command.replace("@", directory + "/ours").split(" "));
      assertEquals(outcome.status(), ours.status(), command + "\n" + outcome.err() + ours.err());
      assertEquals(outcome.err().replace("/theirs/", "/ours/"), ours.err(), command);
      assertEquals(files("theirs"), files("ours"), command);
    }
  }

  private Map<String, String> files(String root) throws IOException {
    var files = new TreeMap<String, String>();
    Path config = directory.resolve(root + "/ostree/repo/config");
    files.put("config", Files.readString(config));
    try (var found = Files.list(directory.resolve(root + "/etc/ostree/remotes.d"))) {
      for (Path file : found.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
