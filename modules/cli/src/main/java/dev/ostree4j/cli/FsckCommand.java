// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.traverse.Fsck;
import dev.ostree4j.traverse.FsckOptions;
import dev.ostree4j.traverse.FsckReport;
import java.io.IOException;

/// `fsck`: verifies a repository.
final class FsckCommand implements Command {
  private final FlagOption addTombstones =
      new FlagOption("add-tombstones", "Leave a tombstone for each parent that is gone");
  private final FlagOption quiet = new FlagOption("quiet", 'q', "Print only what matters");
  private final FlagOption all = new FlagOption("all", 'a', "Go on after the first damage");
  private final FlagOption delete = new FlagOption("delete", "Delete damaged objects");
  private final FlagOption verifyBindings =
      new FlagOption("verify-bindings", "Commits must be bound to the refs they stand under");
  private final FlagOption verifyBackRefs =
      new FlagOption("verify-back-refs", "Refs must point to the commits that are bound to them");

  @Override
  public String name() {
    return "fsck";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public String summary() {
    return "Verify a repository";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(addTombstones, quiet, all, delete, verifyBindings, verifyBackRefs);
  }

  @Override
  public void run(Invocation call) throws IOException {
    Console console = call.console();
    var listener = new FsckPrinter(console, quiet.isSet());
    FsckReport report = new Fsck(call.repo(), options(), listener).run();
    listener.end();
    if (report.partialCommits() > 0) {
      console.println(report.partialCommits() + " partial commits not verified");
    }
    if (report.foundDamage()) {
      throw new CommandException("Repository corruption encountered");
    }
    if (report.damagedCommits() > 0) {
      throw new CommandException(
          report.damagedCommits() + " partial commits from fsck-detected corruption");
    }
    console.println(
        "object fsck of "
            + report.commits()
            + " commits completed successfully - no errors found.");
  }

  private FsckOptions options() {
    FsckOptions options = FsckOptions.defaults();
    if (delete.isSet()) {
      options = options.withOnDamage(FsckOptions.OnDamage.DELETE);
    } else if (all.isSet()) {
      options = options.withOnDamage(FsckOptions.OnDamage.REPORT);
    }
    if (verifyBackRefs.isSet()) {
      options = options.withBindings(FsckOptions.Bindings.VERIFY_BACK_REFS);
    } else if (verifyBindings.isSet()) {
      options = options.withBindings(FsckOptions.Bindings.VERIFY);
    }
    return addTombstones.isSet()
        ? options.withMissingParents(FsckOptions.MissingParents.ADD_TOMBSTONE)
        : options;
  }
}
