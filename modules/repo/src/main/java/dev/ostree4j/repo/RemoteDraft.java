// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A remote to be written. Immutable.
public final class RemoteDraft {
  private final String name;
  private final Map<String, Object> options;

  private RemoteDraft(String name, Map<String, Object> options) {
    this.name = name;
    this.options = options;
  }

  /// A remote of this name without any option.
  public static RemoteDraft of(String name) {
    return new RemoteDraft(name, Map.of());
  }

  /// With this address; one that starts with `metalink=` is that of a metalink.
  public RemoteDraft withUrl(String url) {
    return url.startsWith("metalink=")
        ? withOption("metalink", url.substring("metalink=".length()))
        : withOption("url", url);
  }

  /// With this option.
  public RemoteDraft withOption(String key, String value) {
    return with(key, value);
  }

  /// With this option.
  public RemoteDraft withOption(String key, List<String> values) {
    return with(key, List.copyOf(values));
  }

  private RemoteDraft with(String key, Object value) {
    var copy = new LinkedHashMap<>(options);
    copy.put(key, value);
    return new RemoteDraft(name, copy);
  }

  /// Its name.
  public String name() {
    return name;
  }

  Map<String, Object> options() {
    return options;
  }
}
