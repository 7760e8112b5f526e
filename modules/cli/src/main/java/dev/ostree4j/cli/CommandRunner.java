// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.repo.OpenOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Runs one command line: finds the command, parses its options, opens the repository, reports what
/// went wrong.
final class CommandRunner {
  private static final int SUCCESS = 0;
  private static final int FAILURE = 1;
  private static final String PROGRAM = "ostree";

  private static final OpenOptions NO_SYSROOT = OpenOptions.defaults();

  /// Where remotes of a system root stand, besides those of its repository.
  private static final String REMOTES = "etc/ostree/remotes.d";

  private final Console console;
  private final Surroundings surroundings;

  private final FlagOption verbose =
      new FlagOption("verbose", 'v', "Tell what is done, for finding faults");
  private final FlagOption longVerbose = new FlagOption("verbose", verbose.help());
  private final FlagOption version = new FlagOption("version", "Show the version and exit");
  private final TextOption repo =
      new TextOption(
          "repo",
          "PATH",
          "The repository (default: current directory, $OSTREE_REPO, /ostree/repo)");

  CommandRunner(Console console, Surroundings surroundings) {
    this.console = console;
    this.surroundings = surroundings;
  }

  /// Runs and returns the exit status.
  int run(List<String> words) throws OutputClosedException {
    try {
      return dispatch(words);
    } catch (OutputClosedException e) {
      throw e;
    } catch (IOException e) {
      return failAtTheEnd(e);
    }
  }

  private int failAtTheEnd(IOException failure) throws OutputClosedException {
    try {
      return fail(failure);
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }

  private int dispatch(List<String> words) throws IOException {
    CommandLine line = CommandLine.splitAnywhere(words);
    String name = line.command();
    if (name == null) {
      return runWithout(line, mainHelp(), "No command specified");
    }
    if (name.equals("remote")) {
      return runRemote(CommandLine.split(line.rest()));
    }
    if (name.equals("static-delta")) {
      return runDelta(line.rest());
    }
    Command command = CommandTable.find(name);
    if (command != null) {
      return run(command, line);
    }
    if (CommandTable.isForLater(name)) {
      return notYet(name);
    }
    int status = new ExtensionCommand(console, surroundings).run(name, words);
    return status != ExtensionCommand.NOT_FOUND
        ? status
        : runWithout(line, mainHelp(), "Unknown command '" + name + "'");
  }

  private int runRemote(CommandLine line) throws IOException {
    String name = line.command();
    if (name == null) {
      return runWithout(line, remoteHelp(), "No \"remote\" subcommand specified");
    }
    Command command = CommandTable.findRemote(name);
    if (command != null) {
      return run(command, line);
    }
    return runWithout(line, remoteHelp(), "Unknown \"remote\" subcommand '" + name + "'");
  }

  /// Unlike the others this group has no options of its own: it passes over all but help.
  private int runDelta(List<String> words) throws IOException {
    if (beginsWithHelp(words)) {
      return succeedWith(deltaHelp());
    }
    CommandLine line = CommandLine.splitAnywhere(words);
    String name = line.command();
    Command command = name == null ? null : CommandTable.findDelta(name);
    if (command != null) {
      return run(command, line);
    }
    return failWith(
        deltaHelp(),
        name == null
            ? "No command specified"
            : "Unknown \"static-delta\" subcommand '" + name + "'");
  }

  /// Whether help is asked for before any command is named.
  private static boolean beginsWithHelp(List<String> words) {
    for (String word : words) {
      if (word.equals("-h") || word.equals("--help")) {
        return true;
      }
      if (!word.startsWith("-")) {
        return false;
      }
    }
    return false;
  }

  private int notYet(String name) throws IOException {
    console.error("'" + name + "' does not work in this version of ostree4j yet");
    return FAILURE;
  }

  /// There is no command to run, but the options common to all may still be answered.
  private int runWithout(CommandLine line, String help, String problem) throws IOException {
    String message = problem;
    try {
      OptionParser.Result parsed =
          OptionParser.parse(new OptionSet().add(verbose, version), line.restArray());
      if (parsed.helpWanted()) {
        return succeedWith(help);
      }
      if (version.isSet()) {
        return succeedWith(VersionText.text());
      }
    } catch (CommandException e) {
      message = e.getMessage();
    }
    return failWith(help, message);
  }

  private int failWith(String help, String message) throws IOException {
    console.printToErrors(help);
    console.error(message);
    return FAILURE;
  }

  private int run(Command command, CommandLine line) throws IOException {
    OptionSet options = optionsOf(command);
    try {
      OptionParser.Result parsed = OptionParser.parse(options, line.restArray());
      if (parsed.helpWanted()) {
        return succeedWith(help(command, options));
      }
      if (version.isSet()) {
        return succeedWith(VersionText.text());
      }
      report().tellProgram(command.name());
      run(command, parsed.arguments());
      console.flush();
      return SUCCESS;
    } catch (CommandException e) {
      console.flush();
      report().tellFailure(e);
      switch (e.help()) {
        case NONE -> {}
        case BRIEF -> console.printToErrors(help(command, options));
        case SPACED -> console.printToErrors(help(command, options) + "\n");
      }
      console.error(ErrorText.of(e));
      return FAILURE;
    } catch (IOException e) {
      return fail(e);
    } catch (UncheckedIOException e) {
      // A listener met it where only unchecked exceptions may pass.
      return fail(e.getCause());
    } catch (InvalidPathException e) {
      return fail(new CommandException("Invalid path '" + e.getInput() + "'"));
    } catch (OutOfMemoryError e) {
      // What the command held is free again, and nothing of it is visible.
      return fail(new CommandException(outOfMemory()));
    }
  }

  private static String outOfMemory() {
    long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
    return "This needs more memory than the " + mebibytes + " MiB there are for it";
  }

  private int fail(IOException failure) throws IOException {
    if (failure instanceof OutputClosedException) {
      throw failure;
    }
    report().tellFailure(failure);
    console.error(ErrorText.of(failure));
    return FAILURE;
  }

  private FaultReport report() {
    return new FaultReport(console, verbose.isSet() || longVerbose.isSet());
  }

  private void run(Command command, List<String> arguments) throws IOException {
    if (command.repoUse() == Command.RepoUse.NONE) {
      command.run(new Invocation(console, surroundings, arguments, null, null));
      return;
    }
    Optional<String> chosen = command.sysroot().map(root -> root + "/ostree/repo").or(repo::value);
    Path path =
        RepoChooser.choose(chosen, surroundings)
            .orElseThrow(() -> CommandException.commandLine("Command requires a --repo argument"));
    if (command.repoUse() == Command.RepoUse.PLACE) {
      command.run(new Invocation(console, surroundings, arguments, path, null));
      return;
    }
    try (Repo open = open(path, command.sysroot().isPresent())) {
      command.run(new Invocation(console, surroundings, arguments, path, open));
    }
  }

  /// The repository stands two levels below its root.
  private static OpenOptions withRemotes(Path repository) {
    Path ostree = Objects.requireNonNull(repository.toAbsolutePath().getParent());
    return NO_SYSROOT.withRemotesDirectory(ostree.resolveSibling(REMOTES));
  }

  /// @param ofSysroot whether it is `ostree/repo` of a system root, which may have more remotes
  private Repo open(Path path, boolean ofSysroot) throws IOException {
    try {
      Repo opened = Repo.open(Kernel.system(), path, ofSysroot ? withRemotes(path) : NO_SYSROOT);
      report().tell("repository " + path.toAbsolutePath() + ", mode " + opened.mode().configText());
      return opened;
    } catch (IOException e) {
      throw repo.isSet() ? new CommandException("opening repo: " + ErrorText.of(e)) : e;
    }
  }

  private OptionSet optionsOf(Command command) {
    var options = new OptionSet();
    if (command.repoUse() != Command.RepoUse.NONE) {
      options.add(repo);
    }
    command.declare(options);
    // Where -v means something else, only the long form is left.
    boolean isFree = options.find('v') == null;
    return options.add(isFree ? verbose : longVerbose, version);
  }

  private int succeedWith(String text) throws IOException {
    console.print(text);
    console.flush();
    return SUCCESS;
  }

  private static String help(Command command, OptionSet options) {
    String usage = PROGRAM + " " + command.name() + " [OPTION…]";
    if (!command.synopsis().isEmpty()) {
      usage += " " + command.synopsis();
    }
    return HelpText.of(usage, command.summary(), options);
  }

  private String mainHelp() {
    return HelpText.of(
        PROGRAM + " [OPTION…] COMMAND",
        CommandTable.listing(),
        new OptionSet().add(verbose, version));
  }

  private String remoteHelp() {
    return HelpText.of(
        PROGRAM + " remote [OPTION…] COMMAND",
        "Configure remote repositories\n\n" + CommandTable.remoteListing(),
        new OptionSet().add(verbose, version));
  }

  private static String deltaHelp() {
    String usage = PROGRAM + " static-delta [OPTION...] COMMAND";
    return "Usage:\n  " + usage + "\n\n" + CommandTable.deltaListing() + "\n\n";
  }
}
