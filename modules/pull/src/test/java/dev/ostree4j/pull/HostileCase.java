// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import java.io.IOException;

/// One way to attack a pull.
///
/// @param name what the server, or the configuration, does
/// @param script sets the scene
/// @param refusal a part of the message with which the pull has to fail
record HostileCase(String name, Script script, String refusal) {
  /// Sets the scene.
  @FunctionalInterface
  interface Script {
    void set(HostileScene scene) throws IOException;
  }
}
