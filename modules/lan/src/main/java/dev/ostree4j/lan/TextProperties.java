// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The properties in a TXT record, by RFC 6763: `KEY=VALUE`, or `KEY` alone, which has no value.
/// Keys are visible ASCII, in any case; the first of several counts.
final class TextProperties {
  private final Map<String, Optional<byte[]>> values = new HashMap<>();

  /// @param texts each character is a byte; what is no property is passed over
  TextProperties(List<String> texts) {
    texts.forEach(this::add);
  }

  private void add(String text) {
    int separator = text.indexOf('=');
    String key = separator < 0 ? text : text.substring(0, separator);
    if (key.isEmpty() || key.chars().anyMatch(character -> character < ' ' || character > '~')) {
      return;
    }
    Optional<byte[]> value =
        separator < 0
            ? Optional.empty()
            : Optional.of(text.substring(separator + 1).getBytes(StandardCharsets.ISO_8859_1));
    values.putIfAbsent(fold(key), value);
  }

  /// Of ASCII, which a key consists of.
  private static String fold(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  /// The value of a key in lower case; nothing when it has none.
  Optional<byte[]> find(String key) {
    return values.getOrDefault(key, Optional.empty());
  }

  /// How many keys there are, those without value too.
  int count() {
    return values.size();
  }
}
