// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a run inherits: the environment and the current directory.
record Surroundings(Map<String, String> environment, Path directory) {
  Surroundings {
    environment = Map.copyOf(environment);
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  Path path(String text) {
    return directory.resolve(text);
  }
}
