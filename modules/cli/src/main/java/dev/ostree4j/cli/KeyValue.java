// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.Optional;

/// A text `KEY=VALUE`, split at the first equals sign.
record KeyValue(String key, String value) {
  static Optional<KeyValue> find(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? Optional.empty()
        : Optional.of(new KeyValue(text.substring(0, equals), text.substring(equals + 1)));
  }
}
