// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.object.CollectionId;
import dev.ostree4j.repo.CreateOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;

/// `init`: makes a repository.
final class InitCommand implements Command {
  private final TextOption mode =
      new TextOption(
          "mode",
          "MODE",
          "How files are stored: bare (default), bare-user, bare-user-only, archive,"
              + " bare-split-xattrs");
  private final TextOption collectionId =
      new TextOption(
          "collection-id", "COLLECTION-ID", "The collection that the refs of the repository form");

  @Override
  public String name() {
    return "init";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public String summary() {
    return "Make an empty repository";
  }

  @Override
  public RepoUse repoUse() {
    return RepoUse.PLACE;
  }

  @Override
  public void declare(OptionSet options) {
    options.add(mode, collectionId);
  }

  @Override
  public void run(Invocation call) throws IOException {
    RepoMode chosen = RepoMode.parse(mode.value().orElse("bare"));
    CreateOptions options = CreateOptions.defaults();
    if (collectionId.isSet()) {
      options = options.withCollection(CollectionId.parse(collectionId.value().orElseThrow()));
    }
    Repo.create(Kernel.system(), call.repoPath(), chosen, options).close();
  }
}
