// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.keyfile.KeyFile;
import org.jspecify.annotations.Nullable;

/// A remote as it stands in a key file.
///
/// @param name its name
/// @param options the key file that describes it
/// @param file the name of that file in the directory of remotes; nothing for the configuration of
///     the repository
record Remote(String name, KeyFile options, @Nullable String file) {
  private static final String PREFIX = "remote \"";

  String group() {
    return group(name);
  }

  static String group(String name) {
    return PREFIX + name + "\"";
  }

  /// The name of the remote that a group describes; nothing when it describes none.
  static @Nullable String nameOf(String group) {
    boolean isRemote =
        group.startsWith(PREFIX) && group.endsWith("\"") && group.length() > PREFIX.length() + 1;
    return isRemote ? group.substring(PREFIX.length(), group.length() - 1) : null;
  }
}
