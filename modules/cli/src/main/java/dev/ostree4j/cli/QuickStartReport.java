// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.pull.PullReport;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.SizeText;
import dev.ostree4j.tree.CommitTree;
import dev.ostree4j.tree.DiffReport;
import dev.ostree4j.tree.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What `quickstart` shows of its results.
final class QuickStartReport {
  private static final int LINES_MAX = 8;

  private final StepLog log;

  QuickStartReport(StepLog log) {
    this.log = log;
  }

  /// Shows a commit as `log` does, the first names of its tree, and what it takes on disk.
  Checksum show(Repo repo, Checksum commit, QuickStartSource source) throws IOException {
    new CommitText(log.console()).print(commit, repo.objects().readCommit(commit));
    CommitTree tree = CommitTree.open(repo, commit);
    List<TreeEntry> children = tree.children(tree.root());
    for (TreeEntry child : children.subList(0, Math.min(LINES_MAX, children.size()))) {
      log.say(child.path() + (child instanceof TreeEntry.Directory ? "/" : ""));
    }
    if (children.size() > LINES_MAX) {
      log.say("… and " + (children.size() - LINES_MAX) + " more");
    }
    var sizes = new Sizes();
    repo.objects()
        .forEach(
            name -> {
              long bytes = repo.objects().storedSizeBytes(name);
              sizes.objects++;
              sizes.bytes += bytes;
              sizes.files += name.type() == ObjectType.FILE ? 1 : 0;
            });
    log.say(
        sizes.objects
            + " objects, "
            + sizes.files
            + " of them files; "
            + SizeText.of(sizes.bytes)
            + " for "
            + SizeText.of(source.sizeBytes())
            + ": equal files are kept once");
    return commit;
  }

  private static final class Sizes {
    private long objects;
    private long files;
    private long bytes;
  }

  DiffReport show(DiffReport diff) throws IOException {
    show('M', diff.modified());
    show('D', diff.removed());
    show('A', diff.added());
    return diff;
  }

  private void show(char mark, List<String> paths) throws IOException {
    for (String path : paths.subList(0, Math.min(LINES_MAX, paths.size()))) {
      log.say(mark + "    " + path);
    }
  }

  PullReport show(PullReport pulled) throws IOException {
    log.say(
        pulled.remote().metadata()
            + " metadata and "
            + pulled.remote().content()
            + " content objects, compressed for serving");
    return pulled;
  }

  String told(String text) throws IOException {
    log.say(text);
    return text;
  }

  /// Says what was shown, how long it took, where it is, and what to try next.
  void end(Path scratch, String branch, Checksum first, Checksum second) throws IOException {
    Console console = log.console();
    console.println();
    console.println("What this showed");
    console.println("  - a directory became a commit, and a commit the same directory again");
    console.println("  - files are stored once, and shared with what is checked out");
    console.println("  - going back to an older state takes one ref and a moment");
    console.println("  - another repository got the same commits, byte for byte");
    console.println(
        "  - a device took over the net only what was signed, and an update as a delta");
    console.println("  - what was changed on the server was refused, and nothing was left of it");
    console.println();
    console.println("How long it took");
    log.printTimings();
    console.println();
    console.println("All of it is still in " + scratch + "; remove it when you like.");
    console.println("Try next:");
    console.println("  cd " + scratch);
    console.println("  ostree4j --repo=work log " + second.hex().substring(0, 12));
    console.println("  ostree4j --repo=work ls -R " + branch);
    console.println("  ostree4j --repo=work reset " + branch + " " + second.hex().substring(0, 12));
    console.println("  ostree4j --repo=publish show " + first.hex().substring(0, 12));
    console.println("  ostree4j --repo=publish static-delta list");
    console.println("  ostree4j --repo=device log origin:" + branch);
    console.println("  ostree4j --repo=work prune --refs-only --depth=0");
  }
}
