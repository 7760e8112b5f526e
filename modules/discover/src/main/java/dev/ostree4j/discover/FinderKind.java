// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import java.util.Optional;

/// Where remotes are looked for.
///
/// @since 0.1
public enum FinderKind {
  /// The remotes in the configuration of the repository.
  CONFIG("config", "OstreeRepoFinderConfig", 100),
  /// Repositories on mounted media.
  MOUNT("mount", "OstreeRepoFinderMount", 50),
  /// The local network.
  LAN("lan", "OstreeRepoFinderAvahi", 60),
  /// Addresses that somebody named.
  OVERRIDE("override", "OstreeRepoFinderOverride", 20);

  private final String configText;
  private final String typeName;
  private final int priority;

  FinderKind(String configText, String typeName, int priority) {
    this.configText = configText;
    this.typeName = typeName;
    this.priority = priority;
  }

  /// The kind that `core.default-repo-finders` calls by this name.
  public static Optional<FinderKind> find(String configText) {
    for (FinderKind kind : values()) {
      if (kind.configText.equals(configText) && kind != OVERRIDE) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// What the configuration calls it.
  public String configText() {
    return configText;
  }

  /// What the reference program calls it when it prints results.
  public String typeName() {
    return typeName;
  }

  /// What is found by a kind of lower priority is used first.
  public int priority() {
    return priority;
  }
}
