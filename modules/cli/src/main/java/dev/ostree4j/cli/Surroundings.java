// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a run inherits.
///
/// @param environment the variables
/// @param directory the current directory; the empty path for that of the process, so that paths
///     stay as the user wrote them
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
