// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// `trivial-httpd`: serves a directory over HTTP, for tests.
final class TrivialHttpdCommand implements Command {
  private final TrivialHttpdOptions options = new TrivialHttpdOptions();

  @Override
  public String name() {
    return "trivial-httpd";
  }

  @Override
  public String synopsis() {
    return "[DIR]";
  }

  @Override
  public String summary() {
    return "Simple webserver";
  }

  @Override
  public RepoUse repoUse() {
    return RepoUse.NONE;
  }

  @Override
  public void declare(OptionSet set) {
    options.declare(set);
  }

  @Override
  public void run(Invocation call) throws IOException {
    if (options.daemonize.isSet()) {
      runDetached(call);
    } else if (options.logFile.value().isEmpty()) {
      serve(call, options.server());
    } else {
      try (HttpdLog log = log(call)) {
        serve(call, options.server().withLog(log));
      }
    }
  }

  private void runDetached(Invocation call) throws IOException {
    if (options.logFile.value().filter("-"::equals).isPresent()) {
      throw new CommandException("Cannot use --log-file=- and --daemonize at the same time");
    }
    options.server();
    DetachedProgram.start(
        options.wordsForChild(call.argument(0)),
        call.path("").toAbsolutePath(),
        port -> tellPort(call, port));
  }

  private HttpdLog log(Invocation call) throws IOException {
    String file = options.logFile.value().orElseThrow();
    return file.equals("-")
        ? new HttpdLog(call.console().content())
        : HttpdLog.create(call.path(file));
  }

  private void serve(Invocation call, FileServerOptions how) throws IOException {
    String directory = call.argument(0).orElse(".");
    try (FileServer server = start(call.path(directory), directory, how)) {
      tellPort(call, Integer.toString(server.port()));
      how.log().line("serving at root " + directory);
      server.awaitClosed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while serving " + directory);
    }
  }

  private FileServer start(Path directory, String shown, FileServerOptions how) throws IOException {
    try {
      if (!Files.isDirectory(directory)) {
        throw new NotDirectoryException(shown);
      }
      return FileServer.start(directory, how);
    } catch (NoSuchFileException | NotDirectoryException e) {
      String reason = Files.exists(directory) ? "Not a directory" : "No such file or directory";
      throw new CommandException("opendir(" + shown + "): " + reason);
    } catch (BindException e) {
      int port = options.port.value();
      throw new CommandException(
          "Could not listen on address 0.0.0.0, port " + port + ": " + e.getMessage());
    }
  }

  private void tellPort(Invocation call, String port) throws IOException {
    String file = options.portFile.value().orElse("");
    if (file.equals("-")) {
      call.console().println(port);
      call.console().flush();
    } else if (!file.isEmpty()) {
      writeAtOnce(call.path(file).toAbsolutePath(), port + "\n");
    }
  }

  /// Whoever waits for the file never sees it without the number.
  private static void writeAtOnce(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    if (!Files.isDirectory(unfinished.getParent())) {
      throw new CommandException("Couldn't write " + file + ": No such file or directory");
    }
    Files.writeString(unfinished, text, StandardCharsets.US_ASCII);
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
