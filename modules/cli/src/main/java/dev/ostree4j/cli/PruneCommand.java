// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.SizeText;
import dev.ostree4j.summary.SummaryCache;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.PruneOptions;
import dev.ostree4j.traverse.PruneReport;
import dev.ostree4j.traverse.Pruner;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/// `prune`: deletes what no commit needs.
final class PruneCommand implements Command {
  private final FlagOption noPrune = new FlagOption("no-prune", "Only report, delete nothing");
  private final FlagOption refsOnly = new FlagOption("refs-only", "Keep only what refs need");
  private final IntOption depth =
      new IntOption("depth", "DEPTH", -1, "Keep this many parents of each commit (default: all)");
  private final TextListOption deleteCommit =
      new TextListOption("delete-commit", "COMMIT", "Delete this commit");
  private final TextOption keepYoungerThan =
      new TextOption("keep-younger-than", "DATE", "Delete the commits made before DATE");
  private final FlagOption staticDeltasOnly =
      new FlagOption("static-deltas-only", "With --delete-commit, delete only its static deltas");
  private final TextListOption retainBranchDepth =
      new TextListOption(
          "retain-branch-depth", "BRANCH=DEPTH", "Keep this many parents on this branch");
  private final TextListOption onlyBranch =
      new TextListOption("only-branch", "BRANCH", "Look only at this branch");
  private final FlagOption commitOnly =
      new FlagOption("commit-only", "Look only at commits, not at files");

  @Override
  public String name() {
    return "prune";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public String summary() {
    return "Delete what no commit needs";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(noPrune, refsOnly, depth, deleteCommit, keepYoungerThan, staticDeltasOnly);
    options.add(retainBranchDepth, onlyBranch, commitOnly);
  }

  @Override
  public void run(Invocation call) throws IOException {
    if (deleteCommit.isSet() && noPrune.isSet()) {
      throw CommandException.usage("Cannot specify both --delete-commit and --no-prune");
    }
    if (staticDeltasOnly.isSet() && !deleteCommit.isSet()) {
      throw new CommandException(
          "--static-deltas-only requires --delete-commit; name the commits whose deltas are to go");
    }
    var pruner = new Pruner(call.repo(), options(call));
    for (String rev : deleteCommit.values()) {
      Optional<Checksum> named = Checksum.find(rev);
      Checksum commit = named.isPresent() ? named.get() : call.repo().refs().resolve(rev);
      if (staticDeltasOnly.isSet()) {
        pruner.deleteDeltas(commit);
      } else {
        pruner.deleteCommit(commit);
      }
    }
    PruneReport report = pruner.prune();
    if (!noPrune.isSet()) {
      SummaryCache.of(call.repo()).prune();
    }
    print(call.console(), report);
  }

  private PruneOptions options(Invocation call) throws CommandException {
    PruneOptions options =
        PruneOptions.defaults().withDepth(new Depth(Math.max(-1, depth.value())));
    if (refsOnly.isSet()) {
      options = options.withRoots(PruneOptions.Roots.REFS);
    }
    if (noPrune.isSet()) {
      options = options.withAction(PruneOptions.Action.REPORT);
    }
    if (commitOnly.isSet()) {
      options = options.withScope(Scope.COMMITS_ONLY);
    }
    if (keepYoungerThan.isSet()) {
      Instant oldest = call.date(keepYoungerThan.value().orElseThrow());
      options = options.withYoungerThan(oldest);
    }
    if (retainBranchDepth.isSet()) {
      options = options.withBranchDepths(branchDepths());
    }
    return onlyBranch.isSet()
        ? options.withOnlyBranches(new LinkedHashSet<>(onlyBranch.values()))
        : options;
  }

  private Map<String, Depth> branchDepths() throws CommandException {
    var depths = new LinkedHashMap<String, Depth>();
    for (String text : retainBranchDepth.values()) {
      KeyValue pair =
          KeyValue.find(text)
              .orElseThrow(
                  () ->
                      new CommandException(
                          "Invalid value " + text + ", must specify BRANCH=DEPTH"));
      depths.put(pair.key(), depth(pair.value()));
    }
    return depths;
  }

  private static Depth depth(String text) throws CommandException {
    try {
      return new Depth(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      boolean number = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
      throw new CommandException((number ? "Out of range depth " : "Invalid depth ") + text);
    } catch (IllegalArgumentException e) {
      throw new CommandException("Out of range depth " + text);
    }
  }

  private void print(Console console, PruneReport report) throws IOException {
    String what = commitOnly.isSet() ? "Total (commit only) objects: " : "Total objects: ";
    console.println(what + report.objects());
    String size = SizeText.of(report.freedBytes());
    if (report.pruned() == 0) {
      console.println("No unreachable objects");
    } else if (noPrune.isSet()) {
      console.println("Would delete: " + report.pruned() + " objects, freeing " + size);
    } else {
      console.println("Deleted " + report.pruned() + " objects, " + size + " freed");
    }
  }
}
