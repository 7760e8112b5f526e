// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program which pulls from hostile servers, to be run in a small heap. For each case it prints a
/// line: the name, a tab, and `ok` or what was wrong.
final class HostilePulls {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private HostilePulls() {}

  /// Runs the cases whose names contain the argument, or all.
  public static void main(String[] words) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("heap\t" + Runtime.getRuntime().maxMemory());
    Path scratch = Path.of(words[0]);
    String wanted = words.length > 1 ? words[1] : "";
    int number = 0;
    for (HostileCase one : HostileCases.all()) {
      if (one.name().contains(wanted)) {
        Path directory = Files.createDirectory(scratch.resolve("case" + number++));
        out.println(one.name() + "\t" + limited(one, directory));
      }
    }
    // Threads which hang must not keep the program alive.
    System.exit(0);
  }

  private static String limited(HostileCase one, Path directory) throws Exception {
    var task = new FutureTask<>(() -> verdict(one, directory));
    Thread thread = Thread.ofPlatform().daemon().start(task);
    try {
      return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return "no end after " + LIMIT;
    }
  }

  private static String verdict(HostileCase one, Path directory) throws Exception {
    try (var scene = new HostileScene(directory, one.target())) {
      Map<String, Long> before = scene.visible();
      Map<String, Checksum> refs = scene.refs();
      String message;
      try {
        one.script().set(scene);
        before = scene.visible();
        scene.pull();
        return "the pull succeeded";
      } catch (IOException e) {
        message = e.getClass().getSimpleName() + ": " + e.getMessage();
      }
      if (!message.contains(one.refusal())) {
        return "another refusal: " + message;
      }
      String harm = harm(scene, before, refs);
      return harm.isEmpty() ? "ok " + message.replaceAll("[\n\t]", "?") : harm;
    } catch (Throwable e) {
      return "unexpected " + e;
    }
  }

  private static String harm(
      HostileScene scene, Map<String, Long> before, Map<String, Checksum> refs) throws IOException {
    if (!scene.refs().equals(refs)) {
      return "refs changed: " + scene.refs();
    }
    if (!scene.target.isClean()) {
      return "fsck finds damage";
    }
    var now = new TreeMap<>(scene.visible());
    now.entrySet().removeAll(before.entrySet());
    return now.isEmpty() ? "" : "left behind: " + now.keySet();
  }
}
