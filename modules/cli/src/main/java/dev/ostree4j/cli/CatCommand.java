// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.tree.CommitTree;
import dev.ostree4j.tree.TreeEntry;
import java.io.IOException;
import java.util.List;

/// `cat`: the contents of files.
final class CatCommand implements Command {
  @Override
  public String name() {
    return "cat";
  }

  @Override
  public String synopsis() {
    return "COMMIT PATH...";
  }

  @Override
  public String summary() {
    return "Print the contents of files";
  }

  @Override
  public void declare(OptionSet options) {
    // Nothing but what all commands have.
  }

  @Override
  public void run(Invocation call) throws IOException {
    List<String> arguments = call.arguments();
    if (arguments.size() < 2) {
      throw CommandException.usage("A COMMIT and at least one PATH argument are required");
    }
    Checksum commit = call.repo().refs().resolve(arguments.getFirst());
    CommitTree tree = CommitTree.open(call.repo(), commit);
    for (String path : arguments.subList(1, arguments.size())) {
      switch (tree.resolveFollowing(TreePath.absolute(path))) {
        case TreeEntry.Directory directory -> throw new CommandException("Can't open directory");
        case TreeEntry.File file -> {
          try (ContentObject content = tree.content(file)) {
            content.stream().transferTo(call.console().content());
          }
        }
      }
    }
  }
}
