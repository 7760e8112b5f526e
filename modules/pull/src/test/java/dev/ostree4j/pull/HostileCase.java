// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.RepoMode;
import java.io.IOException;

/// One way to attack a pull.
///
/// @param name what the server, or the configuration, does
/// @param script sets the scene
/// @param refusal a part of the message with which the pull has to fail
/// @param target how the repository stores files that is attacked
record HostileCase(String name, Script script, String refusal, RepoMode target) {
  /// Sets the scene.
  @FunctionalInterface
  interface Script {
    void set(HostileScene scene) throws IOException;
  }
}
