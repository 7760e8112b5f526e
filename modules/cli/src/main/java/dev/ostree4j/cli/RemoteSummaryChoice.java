// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.RemoteSummary;
import dev.ostree4j.pull.SignedSummary;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// How a command comes by summaries of remotes: the option `--cache-dir`, and the proxies of the
/// environment.
final class RemoteSummaryChoice {
  private final TextOption cacheDir =
      new TextOption("cache-dir", "DIR", "Keep summaries below this directory");

  void declare(OptionSet options) {
    options.add(cacheDir);
  }

  PullOptions options(Invocation call) throws IOException {
    PullOptions options = PullOptions.defaults().withNetwork(NetworkChoice.basics(call));
    return cacheDir.isSet() ? options.withCacheDirectory(directory(call, cacheDir)) : options;
  }

  /// The directory that an option names.
  ///
  /// @throws CommandException when there is no such directory
  static Path directory(Invocation call, TextOption option) throws IOException {
    String text = option.value().orElseThrow();
    try {
      if (text.isEmpty()) {
        throw new NoSuchFileException(text);
      }
      Path path = call.path(text);
      call.repo().kernel().openRoot(path).close();
      return path;
    } catch (FileSystemException e) {
      String told = ErrorText.of(e);
      String reason = told.substring(told.lastIndexOf(": ") + 2);
      throw new CommandException("opendir(" + text + "): " + reason);
    }
  }

  /// The summary of a remote; one whose content comes from elsewhere has no address to ask.
  Optional<SignedSummary> fetch(Invocation call, String remote) throws IOException {
    if (call.repo().remotes().option(remote, "custom-backend").isPresent()) {
      call.repo().remotes().url(remote);
    }
    return RemoteSummary.fetch(call.repo(), remote, options(call));
  }
}
