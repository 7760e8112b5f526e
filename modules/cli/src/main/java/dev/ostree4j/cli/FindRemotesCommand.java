// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.discover.ConfigFinder;
import dev.ostree4j.discover.DiscoveredPuller;
import dev.ostree4j.discover.DiscoveryListener;
import dev.ostree4j.discover.FinderKind;
import dev.ostree4j.discover.FoundRemote;
import dev.ostree4j.discover.MountFinder;
import dev.ostree4j.discover.RemoteDiscovery;
import dev.ostree4j.discover.RemoteFinder;
import dev.ostree4j.discover.Volumes;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `find-remotes`: tells who has refs of collections, and pulls them.
final class FindRemotesCommand implements Command {
  private final FlagOption disableFsync = new FlagOption("disable-fsync", "Do not flush to disk");
  private final TextOption finders =
      new TextOption("finders", "FINDERS", "Where to look: config, lan, mount; comma-separated");
  private final FlagOption pull = new FlagOption("pull", "Pull what is found");
  private final FlagOption mirror = new FlagOption("mirror", "Pull as pull --mirror does");
  private final RemoteSummaryChoice summaries = new RemoteSummaryChoice();

  @Override
  public String name() {
    return "find-remotes";
  }

  @Override
  public String synopsis() {
    return "COLLECTION-ID REF [COLLECTION-ID REF...]";
  }

  @Override
  public String summary() {
    return "Find out who has refs of collections";
  }

  @Override
  public void declare(OptionSet options) {
    summaries.declare(options);
    options.add(disableFsync, finders, pull, mirror);
  }

  @Override
  public void run(Invocation call) throws IOException {
    Set<CollectionRef> refs = CollectionRefArguments.parse(call.arguments());
    if (mirror.isSet() && !pull.isSet()) {
      throw CommandException.usage("When --mirror is specified, --pull must also be");
    }
    PullOptions lookup = summaries.options(call);
    DiscoveryListener listener =
        (place, reason) -> warn(call, "Ignoring " + place + ": " + ErrorText.of(reason));
    List<FoundRemote> results =
        new RemoteDiscovery(call.repo(), finders(call, lookup), listener).find(refs);
    Set<CollectionRef> found = new FoundRemotesText(call.console()).print(results, refs);
    if (pull.isSet() && !results.isEmpty()) {
      int pulled;
      try (var progress = new PullPrinter(call.console())) {
        pulled =
            new DiscoveredPuller(call.repo(), options(call, lookup), progress, listener)
                .pull(results)
                .size();
      }
      call.console().println("Pulled " + pulled + "/" + found.size() + " refs successfully.");
    }
  }

  private static void warn(Invocation call, String line) {
    try {
      call.console().warn(line);
    } catch (IOException e) {
      // There is nobody to tell; the work goes on.
      return;
    }
  }

  private PullOptions options(Invocation call, PullOptions lookup) throws IOException {
    Fsync fsync = disableFsync.isSet() ? Fsync.OFF : Fsync.AS_CONFIGURED;
    PullOptions options = lookup.withTransaction(WriteChoice.options(call.surroundings(), fsync));
    return mirror.isSet() ? options.withPlacement(PullOptions.Placement.MIRROR) : options;
  }

  private List<RemoteFinder> finders(Invocation call, PullOptions lookup) throws IOException {
    var chosen = new ArrayList<RemoteFinder>();
    for (FinderKind kind : kinds(call.repo())) {
      switch (kind) {
        case CONFIG -> chosen.add(new ConfigFinder(lookup));
        case MOUNT -> chosen.add(new MountFinder(Volumes.ofMachine()));
        case LAN -> addLan(call, lookup, chosen);
        case OVERRIDE -> throw new AssertionError("no name means " + kind);
      }
    }
    return chosen;
  }

  /// Where its module is missing: asked for on the command line that is an error; in a
  /// configuration, others are asked.
  private void addLan(Invocation call, PullOptions lookup, List<RemoteFinder> chosen)
      throws IOException {
    Optional<RemoteFinder> lan = RemoteFinder.provided(FinderKind.LAN, lookup);
    if (lan.isPresent()) {
      chosen.add(lan.get());
      return;
    }
    String message = "The finder 'lan' needs the module dev.ostree4j.lan, which is not installed";
    if (finders.isSet()) {
      throw new CommandException(message);
    }
    call.console().warn(message);
  }

  private Set<FinderKind> kinds(Repo repo) throws IOException {
    Optional<String> text = finders.value();
    if (text.isPresent() && text.get().isEmpty()) {
      throw CommandException.usage("List of finders in --finders option must not be empty");
    }
    List<String> names =
        text.isPresent() ? List.of(text.get().split(",", -1)) : repo.config().defaultRepoFinders();
    var kinds = EnumSet.noneOf(FinderKind.class);
    for (String name : names) {
      Optional<FinderKind> kind = FinderKind.find(name);
      // Twice in the configuration is as good as once.
      boolean wrong = kind.isEmpty() || !kinds.add(kind.get()) && text.isPresent();
      if (wrong) {
        throw CommandException.usage(
            "Unknown or duplicate finder type given in --finders option: ‘" + name + "’");
      }
    }
    return kinds;
  }
}
