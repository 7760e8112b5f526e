// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the repository a command is about: `--repo`, else the current directory when it is one,
/// else `$OSTREE_REPO`, else that of the system.
final class RepoChooser {
  private RepoChooser() {}

  static Optional<Path> choose(Optional<String> option, Surroundings surroundings) {
    if (option.isPresent()) {
      return option.map(surroundings::path).map(Path::toAbsolutePath);
    }
    Path here = surroundings.directory();
    if (Files.isDirectory(here.resolve("objects")) && Files.isRegularFile(here.resolve("config"))) {
      return Optional.of(here.toAbsolutePath());
    }
    Optional<String> named = surroundings.variable("OSTREE_REPO");
    if (named.isPresent()) {
      return named.map(surroundings::path).map(Path::toAbsolutePath);
    }
    Path ofSystem =
        surroundings
            .path(surroundings.variable("OSTREE_SYSROOT").orElse("/"))
            .resolve("ostree/repo");
    return Files.isDirectory(ofSystem) ? Optional.of(ofSystem) : Optional.empty();
  }
}
