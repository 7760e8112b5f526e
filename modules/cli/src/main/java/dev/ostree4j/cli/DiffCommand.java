// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.SizeText;
import dev.ostree4j.tree.DiffOptions;
import dev.ostree4j.tree.DiffReport;
import dev.ostree4j.tree.DiffSide;
import dev.ostree4j.tree.DiffStatistics;
import dev.ostree4j.tree.TreeDiff;
import java.io.IOException;
import java.util.List;

/// `diff`: what differs between two commits, or a commit and a directory.
final class DiffCommand implements Command {
  private final FlagOption stats = new FlagOption("stats", "Count objects, shared and not");
  private final FlagOption fsDiff =
      new FlagOption("fs-diff", "Show the paths that differ (the default)");
  private final FlagOption noXattrs = new FlagOption("no-xattrs", "Ignore extended attributes");
  private final IntOption ownerUid =
      new IntOption("owner-uid", "UID", -1, "Take local files to be this user's");
  private final IntOption ownerGid =
      new IntOption("owner-gid", "GID", -1, "Take local files to be this group's");

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public String synopsis() {
    return "REV_OR_DIR REV_OR_DIR";
  }

  @Override
  public String summary() {
    return "Compare two commits or directories";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(stats, fsDiff, noXattrs, ownerUid, ownerGid);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String second = call.argument(0, "REV must be specified");
    String first = second + "^";
    if (call.arguments().size() > 1) {
      first = second;
      second = call.arguments().get(1);
    }
    var diff = new TreeDiff(call.repo(), options());
    if (fsDiff.isSet() || !stats.isSet()) {
      DiffReport report = diff.compare(side(call, first), side(call, second));
      print(call.console(), report, isLocal(first), isLocal(second));
    }
    if (stats.isSet()) {
      Repo repo = call.repo();
      Checksum a = repo.refs().resolve(first);
      print(call.console(), diff.statistics(a, repo.refs().resolve(second)));
    }
  }

  private DiffOptions options() {
    DiffOptions options = DiffOptions.defaults();
    if (noXattrs.isSet()) {
      options = options.withXattrs(DiffOptions.XattrUse.IGNORE);
    }
    if (ownerUid.value() >= 0) {
      options = options.withOwnerUid(ownerUid.value());
    }
    if (ownerGid.value() >= 0) {
      options = options.withOwnerGid(ownerGid.value());
    }
    return options;
  }

  private static boolean isLocal(String text) {
    return text.startsWith("/") || text.startsWith("./");
  }

  private static DiffSide side(Invocation call, String text) throws IOException {
    return isLocal(text)
        ? new DiffSide.Directory(call.path(text))
        : new DiffSide.Commit(call.repo().refs().resolve(text));
  }

  /// Paths of a directory are shown relative to it, those of a commit from its root.
  private static void print(
      Console console, DiffReport report, boolean firstIsLocal, boolean secondIsLocal)
      throws IOException {
    print(console, 'M', report.modified(), firstIsLocal);
    print(console, 'D', report.removed(), firstIsLocal);
    print(console, 'A', report.added(), secondIsLocal);
  }

  private static void print(Console console, char mark, List<String> paths, boolean relative)
      throws IOException {
    for (String path : paths) {
      console.println(mark + "    " + (relative ? path.substring(1) : path));
    }
  }

  private static void print(Console console, DiffStatistics found) throws IOException {
    console.println("[A] Object Count: " + found.objectsA());
    console.println("[B] Object Count: " + found.objectsB());
    console.println("Common Object Count: " + found.commonObjects());
    console.println("Common Object Size: " + SizeText.of(found.commonBytes()));
  }
}
