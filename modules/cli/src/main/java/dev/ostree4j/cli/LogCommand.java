// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.Optional;

/// `log`: a commit and its history.
final class LogCommand implements Command {
  private final FlagOption raw = new FlagOption("raw", "Print the objects as variant text");

  @Override
  public String name() {
    return "log";
  }

  @Override
  public String synopsis() {
    return "REV";
  }

  @Override
  public String summary() {
    return "Show the history of a commit or ref";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(raw);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String rev = call.argument(0, "A rev argument is required");
    ObjectStore objects = call.repo().objects();
    Checksum name = call.repo().refs().resolve(rev);
    Optional<Checksum> parent = print(call.console(), name, objects);
    while (parent.isPresent()) {
      if (!objects.has(new ObjectName(parent.get(), ObjectType.COMMIT))) {
        call.console().println("<< History beyond this commit not fetched >>");
        return;
      }
      parent = print(call.console(), parent.get(), objects);
    }
  }

  private Optional<Checksum> print(Console console, Checksum name, ObjectStore objects)
      throws IOException {
    Commit commit = objects.readCommit(name);
    var text = new CommitText(console);
    if (raw.isSet()) {
      text.printRaw(name, commit.variant());
    } else {
      text.print(name, commit);
    }
    return commit.parent();
  }
}
