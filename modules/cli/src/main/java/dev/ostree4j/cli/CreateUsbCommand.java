// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.discover.MediumWriter;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `create-usb`: copies refs to a medium, where others find them.
final class CreateUsbCommand implements Command {
  private final FlagOption disableFsync = new FlagOption("disable-fsync", "Do not flush to disk");
  private final TextOption destinationRepo =
      new TextOption("destination-repo", "DEST", "The repository, relative to the medium");
  private final TextOption commit =
      new TextOption("commit", "COMMIT", "Copy this commit of the ref, of which there is one");

  @Override
  public String name() {
    return "create-usb";
  }

  @Override
  public String synopsis() {
    return "MOUNT-PATH COLLECTION-ID REF [COLLECTION-ID REF...]";
  }

  @Override
  public String summary() {
    return "Copy refs to a USB stick";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(disableFsync, destinationRepo, commit);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String mount = call.argument(0, "A MOUNT-PATH must be specified");
    Set<CollectionRef> refs =
        CollectionRefArguments.parse(call.arguments().subList(1, call.arguments().size()));
    Path medium = call.path(mount);
    if (!Files.isDirectory(medium)) {
      throw new CommandException("opendir(" + mount + "): No such file or directory");
    }
    String destination = destinationRepo.value().orElse(MediumWriter.DEFAULT_DESTINATION);
    Fsync fsync = disableFsync.isSet() ? Fsync.OFF : Fsync.AS_CONFIGURED;
    PullOptions options =
        PullOptions.defaults().withTransaction(WriteChoice.options(call.surroundings(), fsync));
    try (var progress = new PullPrinter(call.console())) {
      new MediumWriter(call.repo(), options, progress).write(medium, destination, commits(refs));
    }
    int count = refs.size();
    call.console()
        .println(
            "Copied %s/%s refs successfully from ‘%s’ to ‘%s’ repository in ‘%s’."
                .formatted(count, count, call.repo().path().toAbsolutePath(), destination, mount));
  }

  private Map<CollectionRef, Optional<Checksum>> commits(Set<CollectionRef> refs)
      throws IOException {
    if (commit.isSet() && refs.size() > 1) {
      throw CommandException.usage(
          "The --commit option can only be used when a single COLLECTION-ID REF pair is specified");
    }
    Optional<Checksum> named = Optional.empty();
    if (commit.isSet()) {
      String text = commit.value().orElseThrow();
      named = Checksum.find(text);
      if (named.isEmpty()) {
        throw InvalidNameException.ofRevision(text);
      }
    }
    var commits = new LinkedHashMap<CollectionRef, Optional<Checksum>>();
    for (CollectionRef ref : refs) {
      commits.put(ref, named);
    }
    return commits;
  }
}
